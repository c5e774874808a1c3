package tv.aircheck.segmenter;

import java.util.Arrays;
import tv.aircheck.flv.CodecSummary;

/**
 * What is known of a whole segment, and what the index keeps of it.
 *
 * @param endPosition of the byte after the last one
 * @param endMs highest timestamp of coded media in it, {@code startMs} at least
 * @param headBytes of the file before the first byte of the log
 * @param crc32c over the whole file, head included
 * @param keyframes a {@link tv.aircheck.flv.KeyframeTable}, encoded; positions are those of the log
 * @param codecs in force at its end
 */
@SuppressWarnings("ArrayRecordComponent") // goes into the index as it is; equality is by content
public record SegmentSummary(
    long startPosition,
    long endPosition,
    long startMs,
    long endMs,
    long wallClockMs,
    int headBytes,
    long fileBytes,
    int crc32c,
    byte[] keyframes,
    boolean forced,
    CodecSummary codecs) {

  @Override
  public boolean equals(Object other) {
    return other instanceof SegmentSummary that
        && startPosition == that.startPosition
        && endPosition == that.endPosition
        && startMs == that.startMs
        && endMs == that.endMs
        && wallClockMs == that.wallClockMs
        && headBytes == that.headBytes
        && fileBytes == that.fileBytes
        && crc32c == that.crc32c
        && Arrays.equals(keyframes, that.keyframes)
        && forced == that.forced
        && codecs.equals(that.codecs);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(startPosition) * 31 + crc32c;
  }
}
