package tv.aircheck.rtmp.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tv.aircheck.rtmp.StreamAddress;

/**
 * Makes one address of what clients say in three places. They split a URL in different ways (OBS:
 * all but the key is the app; ffmpeg: one or two segments are; the query may be in any part), so
 * app and name are joined and split anew: the first segment is the app, the rest is the name.
 */
final class AddressParser {
  private static final int LONGEST = 255;
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._-]+");
  private static final Pattern PREFIX = Pattern.compile("^(flv|mp4|mp3|id3|f4v|raw):");
  private static final String DEFAULT_INSTANCE = "_definst_";
  private static final String SUFFIX = ".flv";

  private AddressParser() {}

  /**
   * @param tcUrl may be empty
   * @throws InvalidAddressException if what remains cannot name a stream; the message does not
   *     repeat what was said
   */
  static StreamAddress parse(String tcUrl, String app, String name) throws InvalidAddressException {
    List<String> segments = segments(pathOf(app) + "/" + bareName(pathOf(name)));
    if (segments.size() < 2) {
      throw new InvalidAddressException("a stream is named APP/NAME, such as live/me");
    }
    Map<String, String> query = new LinkedHashMap<>();
    QueryString.into(query, tcUrl);
    QueryString.into(query, app);
    QueryString.into(query, name);
    String rest = String.join("/", segments.subList(1, segments.size()));
    if (segments.get(0).length() + 1 + rest.length() > LONGEST) {
      throw new InvalidAddressException("the stream's name is longer than " + LONGEST);
    }
    return new StreamAddress(segments.get(0), rest, query);
  }

  private static String pathOf(String text) {
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query);
  }

  private static String bareName(String name) {
    String bare = PREFIX.matcher(name).replaceFirst("");
    return bare.endsWith(SUFFIX) ? bare.substring(0, bare.length() - SUFFIX.length()) : bare;
  }

  private static List<String> segments(String path) throws InvalidAddressException {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(DEFAULT_INSTANCE)) {
        continue;
      }
      boolean dots = segment.equals(".") || segment.equals("..");
      if (dots || !SEGMENT.matcher(segment).matches()) {
        throw new InvalidAddressException(
            "a stream's name may hold letters, digits, '.', '_' and '-' only");
      }
      segments.add(segment);
    }
    return segments;
  }
}
