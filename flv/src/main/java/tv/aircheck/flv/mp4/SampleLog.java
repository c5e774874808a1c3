package tv.aircheck.flv.mp4;

import java.util.ArrayList;
import java.util.List;

/**
 * The samples of a track, in the order of decoding: a few bytes each, about 40 MB for a day of
 * picture at 60 a second with its sound. One thread at a time.
 */
public final class SampleLog {
  private static final int BLOCK = 64 * 1024;
  private static final int LONGEST = 30;
  private static final int KEY = 1;
  private static final int SAME_STEP = 2;
  private static final int SAME_COMPOSITION = 4;
  private static final int SIZE_SHIFT = 3;

  private final List<byte[]> blocks = new ArrayList<>();
  private byte[] block;
  private int used;
  private int count;
  private long first;
  private long last;
  private long step;
  private int composition;

  /**
   * Adds a sample.
   *
   * @param decodedAt ticks, more than those of the sample before
   * @param newComposition ticks from decoding to being shown
   * @param size in bytes
   */
  public void add(long decodedAt, int newComposition, int size, boolean key) {
    if (block == null || used > BLOCK - LONGEST) {
      block = new byte[BLOCK];
      blocks.add(block);
      used = 0;
    }
    if (count == 0) {
      first = decodedAt;
      last = decodedAt;
    }
    long newStep = decodedAt - last;
    boolean sameStep = newStep == step;
    boolean sameComposition = newComposition == composition;
    long head = (long) size << SIZE_SHIFT | (key ? KEY : 0);
    put(head | (sameStep ? SAME_STEP : 0) | (sameComposition ? SAME_COMPOSITION : 0));
    if (!sameStep) {
      put(newStep);
    }
    if (!sameComposition) {
      put((long) newComposition << 1 ^ newComposition >> 31);
    }
    step = newStep;
    composition = newComposition;
    last = decodedAt;
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

  /** When the first sample is decoded, in ticks. */
  public long first() {
    return first;
  }

  /** When the last sample is decoded, in ticks. */
  public long last() {
    return last;
  }

  /** How long the last sample but one was, in ticks; 0 if there is none. */
  public long lastStep() {
    return count > 1 ? step : 0;
  }

  /** From before the first sample. */
  public Walk walk() {
    return new Walk();
  }

  /** Goes over the samples. */
  public final class Walk {
    private int nextBlock;
    private byte[] bytes;
    private int at;
    private int seen;
    private long decoded = first;
    private long stepped;
    private int composed;
    private long head;

    private Walk() {}

    /** Moves to the next sample; false behind the last. */
    public boolean next() {
      if (seen == count) {
        return false;
      }
      // A block ends where no sample of the longest kind would have fitted.
      if (bytes == null || at > BLOCK - LONGEST) {
        bytes = blocks.get(nextBlock++);
        at = 0;
      }
      seen++;
      head = get();
      if ((head & SAME_STEP) == 0) {
        stepped = get();
      }
      if ((head & SAME_COMPOSITION) == 0) {
        long zigzag = get();
        composed = (int) (zigzag >>> 1 ^ -(zigzag & 1));
      }
      decoded += stepped;
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

    /** Ticks. */
    public long decodedAt() {
      return decoded;
    }

    /** Ticks since the sample before. */
    public long step() {
      return stepped;
    }

    /** Ticks. */
    public int composition() {
      return composed;
    }

    public int size() {
      return (int) (head >>> SIZE_SHIFT);
    }

    public boolean isKey() {
      return (head & KEY) != 0;
    }
  }
}
