package tv.aircheck.index;

/**
 * A sealed segment: the log range [startPosition, endPosition) of a take.
 *
 * @param startMs timestamp of its first tag, on the take's clock
 * @param endMs highest timestamp in the take up to its end
 * @param wallClockMs when it was published, by the origin's marks
 * @param headBytes FLV header and preamble: the log range begins behind them in the file
 * @param forced cut without a keyframe, since none came
 * @param keyframes a keyframe table as {@code tv.aircheck.flv} encodes it
 */
@SuppressWarnings("ArrayRecordComponent") // read once, written once, never compared
public record SegmentRow(
    long takeSeq,
    long startPosition,
    long endPosition,
    long startMs,
    long endMs,
    long wallClockMs,
    int headBytes,
    long fileBytes,
    int crc32c,
    boolean forced,
    Codecs codecs,
    byte[] keyframes) {

  public long mediaBytes() {
    return endPosition - startPosition;
  }
}
