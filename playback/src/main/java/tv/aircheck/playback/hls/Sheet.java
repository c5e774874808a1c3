package tv.aircheck.playback.hls;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/** The lines of a playlist, as text that only grows. One thread at a time. */
final class Sheet {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int FEW = 64;
  private static final int MS_PER_SECOND = 1000;

  private final StringBuilder text = new StringBuilder();

  /** Where in the text each entry ends, and when. */
  private int[] ends = new int[FEW];

  private long[] endsMs = new long[FEW];
  private int count;
  private long longestMs;
  private boolean dependent;

  void add(Entry entry) {
    long durationMs = entry.name().durationMs();
    if (entry.discontinuity()) {
      text.append("#EXT-X-DISCONTINUITY\n");
    }
    if (entry.map()) {
      text.append("#EXT-X-MAP:URI=\"");
      entry.name().appendInitTo(text);
      text.append(PieceName.MEDIA_INIT).append("\"\n");
    }
    if (entry.wallClockMs() != Entry.NO_TIME) {
      text.append("#EXT-X-PROGRAM-DATE-TIME:");
      TIME.formatTo(Instant.ofEpochMilli(entry.wallClockMs()), text);
      text.append('\n');
    }
    if (entry.gap()) {
      text.append("#EXT-X-GAP\n");
    }
    appendSeconds(text.append("#EXTINF:"), durationMs);
    entry.name().appendTo(text.append(",\n"));
    text.append(PieceName.MEDIA).append('\n');
    note(durationMs);
    dependent |= !entry.independent();
  }

  static void appendSeconds(StringBuilder out, long ms) {
    out.append(ms / MS_PER_SECOND).append('.');
    long rest = ms % MS_PER_SECOND;
    out.append((char) ('0' + rest / 100)).append((char) ('0' + rest / 10 % 10));
    out.append((char) ('0' + rest % 10));
  }

  private void note(long durationMs) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
      endsMs = Arrays.copyOf(endsMs, 2 * count);
    }
    ends[count] = text.length();
    endsMs[count] = durationMs() + durationMs;
    count++;
    longestMs = Math.max(longestMs, durationMs);
  }

  int count() {
    return count;
  }

  long durationMs() {
    return count == 0 ? 0 : endsMs[count - 1];
  }

  /** Of one entry. */
  long longestMs() {
    return longestMs;
  }

  /** Some entry cannot be decoded without those before it. */
  boolean isDependent() {
    return dependent;
  }

  /** How many entries are over at a time. */
  int overAt(long ms) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (endsMs[middle] <= ms) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** All but the first entries. */
  CharSequence textFrom(int entry) {
    return entry == 0 ? text : text.subSequence(ends[entry - 1], text.length());
  }
}
