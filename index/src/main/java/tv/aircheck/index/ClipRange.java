package tv.aircheck.index;

/**
 * What a clip covers of one take: the log range [fromPosition, toPosition), both between two tags.
 *
 * @param fromMs log time of its first picture or sound
 * @param toMs log time at which it ends
 */
public record ClipRange(long takeSeq, long fromPosition, long toPosition, long fromMs, long toMs) {

  public ClipRange {
    if (fromPosition >= toPosition || fromMs > toMs) {
      throw new IllegalArgumentException(
          "a clip's range runs forwards, not from %d (%d ms) to %d (%d ms)"
              .formatted(fromPosition, fromMs, toPosition, toMs));
    }
  }

  /** Whether it needs a byte of [startPosition, endPosition) of its take. */
  public boolean covers(long startPosition, long endPosition) {
    return fromPosition < endPosition && startPosition < toPosition;
  }
}
