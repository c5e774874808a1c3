package tv.aircheck.web.access;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.access.Action;

/**
 * What a request is about, as far as access goes. Pure.
 *
 * @param kind which of the next two says it
 * @param id of a broadcast or clip, else null
 * @param channel null unless it is about one
 * @param action what is wanted of it
 */
record Asked(Kind kind, String id, ChannelName channel, Action action) {
  enum Kind {
    /** For everybody: pages and what they are made of, and lists that leave out by themselves. */
    ANYTHING,
    /** A change to what has no channel. */
    SERVER,
    /** The page of a show: for everybody, and asks for what it shows. */
    PAGE,
    SHOW,
    CHANNEL,
    /** A channel's live stream. */
    ON_AIR,
    /** It looks like one of them and names nothing. */
    NOTHING
  }

  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Set<String> MEDIA = Set.of("flv", "hls", "mp4", "thumb", "storyboard");
  private static final Set<String> SHOWS = Set.of("broadcasts", "clips");
  private static final String FLV = ".flv";

  private static final Asked ANYTHING = new Asked(Kind.ANYTHING, null, null, Action.WATCH);
  private static final Asked NOTHING = new Asked(Kind.NOTHING, null, null, Action.WATCH);

  /**
   * @param path as the router sees it: without percent signs where none are needed, without dots
   */
  static Asked of(HttpMethod method, String path) {
    List<String> parts = List.of(path.substring(1).split("/+", -1));
    String first = parts.get(0);
    if (MEDIA.contains(first)) {
      return show(Kind.SHOW, bare(part(parts, 1)), Action.WATCH);
    }
    if (first.equals("watch")) {
      return show(Kind.PAGE, part(parts, 1), Action.WATCH);
    }
    if (first.equals("live")) {
      return live(parts);
    }
    boolean reads = READING.contains(method);
    return first.equals("api") && parts.size() > 2
        ? api(parts.subList(2, parts.size()), reads)
        : reads ? ANYTHING : new Asked(Kind.SERVER, null, null, Action.OPERATE);
  }

  private static Asked api(List<String> parts, boolean reads) {
    String collection = parts.get(0);
    Action action = reads ? Action.WATCH : Action.EDIT;
    if (collection.equals("session")) {
      return ANYTHING;
    }
    if (SHOWS.contains(collection) && !part(parts, 1).isEmpty()) {
      return show(Kind.SHOW, parts.get(1), action);
    }
    if (collection.equals("channels") && !part(parts, 1).isEmpty()) {
      return channel(Kind.CHANNEL, parts.get(1), part(parts, 2), action);
    }
    return reads ? ANYTHING : new Asked(Kind.SERVER, null, null, Action.OPERATE);
  }

  /** {@code /live/APP/NAME.flv}, where the app may have slashes of its own. */
  private static Asked live(List<String> parts) {
    String last = parts.get(parts.size() - 1);
    if (parts.size() < 3 || !last.endsWith(FLV)) {
      return NOTHING;
    }
    String app = String.join("/", parts.subList(1, parts.size() - 1));
    String name = last.substring(0, last.length() - FLV.length());
    return channel(Kind.ON_AIR, app, name, Action.WATCH);
  }

  private static Asked show(Kind kind, String id, Action action) {
    return id.isEmpty() ? NOTHING : new Asked(kind, id, null, action);
  }

  private static Asked channel(Kind kind, String app, String name, Action action) {
    return app.isEmpty() || name.isEmpty()
        ? NOTHING
        : new Asked(kind, null, new ChannelName(app, name), action);
  }

  private static String part(List<String> parts, int index) {
    return index < parts.size() ? parts.get(index) : "";
  }

  /** Without what follows a dot. */
  private static String bare(String part) {
    int dot = part.indexOf('.');
    return dot < 0 ? part : part.substring(0, dot);
  }

  /** What the API says of a channel is more than its live stream, which is what links are to. */
  boolean takesLinks() {
    return kind != Kind.CHANNEL;
  }

  /** What a signed link to this is signed for; null where there is none to have. */
  String linkSubject() {
    return channel == null ? id : channel.toString();
  }
}
