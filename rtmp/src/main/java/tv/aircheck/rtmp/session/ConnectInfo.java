package tv.aircheck.rtmp.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tv.aircheck.flv.amf.AmfObject;
import tv.aircheck.rtmp.EnhancedCaps;
import tv.aircheck.rtmp.message.Command;

/**
 * What a client says of itself in connect.
 *
 * @param enhanced whether it spoke of Enhanced RTMP at all
 */
record ConnectInfo(
    String app, String tcUrl, String flashVersion, EnhancedCaps caps, boolean enhanced) {
  private static final int MOST_FOUR_CCS = 64;
  private static final int LONGEST_VERSION = 64;

  static ConnectInfo read(Command connect) {
    AmfObject object = connect.object(0);
    String tcUrl = object.string("tcUrl", object.string("tcurl", ""));
    String app = object.string("app", null);
    Map<String, Integer> video = new HashMap<>();
    Map<String, Integer> audio = new HashMap<>();
    if (object.get("fourCcList") instanceof List<?> list) {
      list.stream()
          .limit(MOST_FOUR_CCS)
          .filter(String.class::isInstance)
          .forEach(fourCc -> video.put((String) fourCc, EnhancedCaps.DECODE));
      audio.putAll(video);
    }
    masks(object.object("videoFourCcInfoMap"), video);
    masks(object.object("audioFourCcInfoMap"), audio);
    boolean enhanced =
        object.has("fourCcList")
            || object.has("videoFourCcInfoMap")
            || object.has("audioFourCcInfoMap")
            || object.has("capsEx");
    return new ConnectInfo(
        unquoted(app == null ? pathOf(tcUrl) : app),
        unquoted(tcUrl),
        printable(object.string("flashVer", "")),
        new EnhancedCaps(video, audio, (int) object.number("capsEx", 0)),
        enhanced);
  }

  private static void masks(AmfObject map, Map<String, Integer> into) {
    if (map == null) {
      return;
    }
    map.fields().entrySet().stream()
        .limit(MOST_FOUR_CCS)
        .filter(field -> field.getValue() instanceof Double)
        .forEach(field -> into.put(field.getKey(), ((Double) field.getValue()).intValue()));
  }

  /** What stands after the host in {@code rtmp://host/app}. */
  private static String pathOf(String tcUrl) {
    int host = tcUrl.indexOf("://");
    int path = host < 0 ? -1 : tcUrl.indexOf('/', host + 3);
    return path < 0 ? "" : tcUrl.substring(path + 1);
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private static String printable(String text) {
    String clean = text.replaceAll("[^\\x20-\\x7E]", "?");
    return clean.substring(0, Math.min(clean.length(), LONGEST_VERSION));
  }
}
