package tv.aircheck.testkit.ffmpeg;

import java.util.Locale;

/**
 * A packet as a foreign demuxer sees it.
 *
 * @param ptsMs shown, or -1
 * @param dtsMs decoded, or -1
 * @param crc of the payload
 * @param headerCrc of the codec header in force, or {@link #NOTHING}
 */
public record Packet(
    Media media,
    String codec,
    long ptsMs,
    long dtsMs,
    int size,
    boolean keyframe,
    String crc,
    String headerCrc) {
  public static final String NOTHING = "-";

  /** What a stream carries. */
  public enum Media {
    VIDEO,
    AUDIO,
    DATA
  }

  /** The same packet at another time, for a stream that was moved as a whole. */
  public Packet shiftedMs(long by) {
    return new Packet(media, codec, ptsMs + by, dtsMs + by, size, keyframe, crc, headerCrc);
  }

  /** The line that {@link #parse} reads. */
  @Override
  public String toString() {
    return String.join(
        " ",
        media.name().toLowerCase(Locale.ROOT),
        codec,
        "pts=" + ptsMs,
        "dts=" + dtsMs,
        "size=" + size,
        keyframe ? "key" : "inter",
        "crc=" + crc,
        "header=" + headerCrc);
  }

  static Packet parse(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 8) {
      throw new IllegalArgumentException("not a packet: " + line);
    }
    return new Packet(
        Media.valueOf(words[0].toUpperCase(Locale.ROOT)),
        words[1],
        Long.parseLong(words[2].substring(4)),
        Long.parseLong(words[3].substring(4)),
        Integer.parseInt(words[4].substring(5)),
        words[5].equals("key"),
        words[6].substring(4),
        words[7].substring(7));
  }
}
