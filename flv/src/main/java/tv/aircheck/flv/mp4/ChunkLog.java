package tv.aircheck.flv.mp4;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the samples of a track lie: chunk after chunk, each of samples one after another. A few
 * bytes each, as a chunk may be a single sample. One thread at a time.
 */
public final class ChunkLog {
  private static final int BLOCK = 64 * 1024;

  /** Three numbers of at most ten bytes. */
  private static final int LONGEST = 30;

  private final List<byte[]> blocks = new ArrayList<>();
  private byte[] block;
  private int used;
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
    if (block == null || used > BLOCK - LONGEST) {
      block = new byte[BLOCK];
      blocks.add(block);
      used = 0;
    }
    boolean same = description == lastDescription;
    put(offset - lastOffset);
    put((long) samples << 1 | (same ? 1 : 0));
    if (!same) {
      put(description);
    }
    lastOffset = offset;
    lastDescription = description;
    count++;
  }

  private void put(long value) {
    long left = value;
    while (left > 0x7F) {
      block[used++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    block[used++] = (byte) left;
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
    private int nextBlock;
    private byte[] bytes;
    private int at;
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
      // A block ends where no chunk of the longest kind would have fitted.
      if (bytes == null || at > BLOCK - LONGEST) {
        bytes = blocks.get(nextBlock++);
        at = 0;
      }
      offset += get();
      long contents = get();
      int newSamples = (int) (contents >>> 1);
      boolean same = (contents & 1) == 1;
      likeTheOneBefore = seen > 0 && same && newSamples == samples;
      samples = newSamples;
      if (!same) {
        description = (int) get();
      }
      seen++;
      return true;
    }

    private long get() {
      long value = 0;
      int shift = 0;
      byte next;
      do {
        next = bytes[at++];
        value |= (long) (next & 0x7F) << shift;
        shift += 7;
      } while (next < 0);
      return value;
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
