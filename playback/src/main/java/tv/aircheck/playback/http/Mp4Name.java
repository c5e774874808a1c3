package tv.aircheck.playback.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tv.aircheck.playback.Show;
import tv.aircheck.playback.Span;

/** What a downloaded show is called: its title, else its channel, and when it began. */
final class Mp4Name {
  private static final int LONGEST = 100;
  private static final DateTimeFormatter BEGAN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH.mm").withZone(ZoneOffset.UTC);

  /** What file systems or shells take for something else. */
  private static final String RESERVED = "\\/:*?\"<>|%";

  private Mp4Name() {}

  /** A Content-Disposition field, after RFC 6266. */
  static String disposition(Show show) {
    String title = show.title() == null ? "" : clean(show.title());
    String what = title.isEmpty() ? clean(show.row().channel().toString()) : title;
    long beganAtMs =
        show.timeline().spans().stream()
            .findFirst()
            .map(Span::wallClockMs)
            .orElse(show.row().startedAtMs());
    String began = BEGAN.format(Instant.ofEpochMilli(beganAtMs));
    String name = what + " " + began + ".mp4";
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(ascii(name), encoded(name));
  }

  private static String clean(String words) {
    StringBuilder kept = new StringBuilder();
    words
        .codePoints()
        .limit(LONGEST)
        .forEach(
            c -> {
              boolean odd = Character.isISOControl(c) || RESERVED.indexOf(c) >= 0 || isHidden(c);
              kept.appendCodePoint(odd ? '_' : c);
            });
    // A name that begins with a dot is hidden, one that ends with one cannot be in some places.
    return kept.toString().replaceAll("^[. ]+|[. ]+$", "");
  }

  /** Marks that turn the direction of what follows, halves of characters, and the like. */
  private static boolean isHidden(int c) {
    int type = Character.getType(c);
    return type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.UNASSIGNED
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private static String ascii(String name) {
    return name.replaceAll("[^ -~]", "_");
  }

  private static String encoded(String name) {
    StringBuilder out = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b > 0 && (Character.isLetterOrDigit(b) || b == '-' || b == '.' || b == '_');
      out.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b & 0xFF));
    }
    return out.toString();
  }
}
