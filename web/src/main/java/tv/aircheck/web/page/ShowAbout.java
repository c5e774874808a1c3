package tv.aircheck.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ClipRow;
import tv.aircheck.index.IndexReads;
import tv.aircheck.index.access.Action;
import tv.aircheck.index.access.Caller;

/**
 * What chats and search engines, which run no script, are told of a show's page: its title, when it
 * was and its picture, in the words of <a href="https://ogp.me">Open Graph</a>. Only of shows that
 * anybody may see; all others are like shows that are not there.
 *
 * @param id of the show, or clip
 */
record ShowAbout(String id, String title, String words) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** Asks the index: not on an event loop. */
  static Optional<ShowAbout> find(IndexReads index, String id) {
    Optional<BroadcastRow> show = index.broadcasts().find(id);
    return show.isPresent()
        ? show.filter(ShowAbout::isForAll).map(ShowAbout::of)
        : index.clips().find(id).filter(ClipRow::isShown).flatMap(clip -> ofPublic(index, clip));
  }

  private static Optional<ShowAbout> ofPublic(IndexReads index, ClipRow clip) {
    return index
        .broadcasts()
        .find(clip.broadcastId())
        .filter(ShowAbout::mayBeSeen)
        .map(of -> of(clip));
  }

  private static boolean isForAll(BroadcastRow show) {
    return show.state().isShown() && mayBeSeen(show);
  }

  private static boolean mayBeSeen(BroadcastRow show) {
    return Caller.NOBODY.may(Action.WATCH, show.channel(), show.visibility().effective());
  }

  private static ShowAbout of(BroadcastRow show) {
    String length = show.isLive() ? "live now" : length(show.durationMs());
    return of(show.id(), show.title(), show.channel(), show.startedAtMs(), length);
  }

  private static ShowAbout of(ClipRow clip) {
    return of(
        clip.id(),
        clip.title(),
        clip.channel(),
        clip.createdAtMs(),
        "a clip of " + length(clip.durationMs()));
  }

  private static ShowAbout of(
      String id, String title, ChannelName channel, long atMs, String length) {
    String day = DAY.format(Instant.ofEpochMilli(atMs));
    return title == null
        ? new ShowAbout(id, channel + ", " + day, length)
        : new ShowAbout(id, title, channel + ", " + day + ", " + length);
  }

  private static String length(long ms) {
    Duration length = Duration.ofMillis(ms);
    if (length.toHours() > 0) {
      return "%d h %d min".formatted(length.toHours(), length.toMinutesPart());
    }
    return length.toMinutes() > 0 ? length.toMinutes() + " min" : length.toSeconds() + " s";
  }

  /**
   * Lines for the head of the document.
   *
   * @param server where it was asked for, as {@code https://example.org}
   */
  String html(String server) {
    return meta("name", "description", title + ": " + words)
        + property("og:site_name", "Aircheck")
        + property("og:type", "video.other")
        + property("og:title", title)
        + property("og:description", words)
        + property("og:url", server + "/watch/" + id)
        + property("og:image", server + "/thumb/" + id + ".jpg")
        + meta("name", "twitter:card", "summary_large_image");
  }

  private static String property(String name, String content) {
    return meta("property", name, content);
  }

  private static String meta(String attribute, String name, String content) {
    return "<meta %s=\"%s\" content=\"%s\">\n".formatted(attribute, name, escaped(content));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("\"", "&quot;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
