package tv.aircheck.flv.mp4;

/**
 * Where the samples of a track lie: chunk after chunk, each of samples one after another. A few
 * bytes each, as a chunk may be a single sample. One thread at a time.
 */
public final class ChunkLog {
  private final NumberLog log = new NumberLog();
  private int count;
  private long lastOffset;
  private int lastDescription;

  /**
   * Adds a chunk.
   *
   * @param offset of its first byte, from wherever all are counted; more than that of the one
   *     before
   * @param description number of the samples' description, from 1
   */
  public void add(long offset, int samples, int description) {
    boolean same = description == lastDescription;
    log.add(offset - lastOffset);
    log.add((long) samples << 1 | (same ? 1 : 0));
    if (!same) {
      log.add(description);
    }
    lastOffset = offset;
    lastDescription = description;
    count++;
  }

  public int count() {
    return count;
  }

  /** From before the first chunk. */
  public Walk walk() {
    return new Walk();
  }

  /** Goes over the chunks. */
  public final class Walk {
    private final NumberLog.Walk numbers = log.walk();
    private int seen;
    private long offset;
    private int samples;
    private int description;
    private boolean likeTheOneBefore;

    private Walk() {}

    /** Moves to the next chunk; false behind the last. */
    public boolean next() {
      if (seen == count) {
        return false;
      }
      offset += numbers.next();
      long contents = numbers.next();
      int newSamples = (int) (contents >>> 1);
      boolean same = (contents & 1) == 1;
      likeTheOneBefore = seen > 0 && same && newSamples == samples;
      samples = newSamples;
      if (!same) {
        description = (int) numbers.next();
      }
      seen++;
      return true;
    }

    public long offset() {
      return offset;
    }

    public int samples() {
      return samples;
    }

    public int description() {
      return description;
    }

    /** It has as many samples as the one before, with the same description. */
    boolean isLikeTheOneBefore() {
      return likeTheOneBefore;
    }
  }
}
