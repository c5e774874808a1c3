package tv.aircheck.flv.mp4;

import java.util.Arrays;

/** Where the samples of a track lie: chunk after chunk, each of samples one after another. */
public final class ChunkLog {
  private static final int FEW = 64;

  private long[] offsets = new long[FEW];

  /** Samples, and above them the number of their description. */
  private long[] contents = new long[FEW];

  private int count;

  /**
   * Adds a chunk.
   *
   * @param offset of its first byte, from wherever all are counted
   * @param description number of the samples' description, from 1
   */
  public void add(long offset, int samples, int description) {
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
      contents = Arrays.copyOf(contents, 2 * count);
    }
    offsets[count] = offset;
    contents[count++] = (long) description << 32 | samples;
  }

  public int count() {
    return count;
  }

  public long offset(int chunk) {
    return offsets[chunk];
  }

  public int samples(int chunk) {
    return (int) contents[chunk];
  }

  public int description(int chunk) {
    return (int) (contents[chunk] >>> 32);
  }

  boolean isLikeTheOneBefore(int chunk) {
    return chunk > 0 && contents[chunk] == contents[chunk - 1];
  }
}
