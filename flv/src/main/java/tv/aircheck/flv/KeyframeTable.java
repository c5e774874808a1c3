package tv.aircheck.flv;

import java.util.Arrays;

/**
 * The keyframes of a stretch of log, ordered by time and position, and where its last header tag
 * is: who goes to a keyframe behind that need not read what comes before. The compact form is the
 * number of entries, then for each the difference of time (ms) and of position to the one before
 * (the first: to 0), then the position of the last header tag and 1, or 0 if there is none; all as
 * unsigned LEB128. Where the last number is missing, as it once was, headers may be anywhere.
 */
public final class KeyframeTable {
  public static final KeyframeTable EMPTY = new KeyframeTable(new long[0], new long[0], 0, -1);

  /** Of a stretch that nothing is known of. */
  public static final KeyframeTable UNKNOWN =
      new KeyframeTable(new long[0], new long[0], 0, Long.MAX_VALUE);

  private static final int LONGEST_VARINT = 9;

  private final long[] times;
  private final long[] positions;
  private final int size;
  private final long lastHeader;

  private KeyframeTable(long[] times, long[] positions, int size, long lastHeader) {
    this.times = times;
    this.positions = positions;
    this.size = size;
    this.lastHeader = lastHeader;
  }

  /** Reads the compact form; bytes after it are refused like any other damage. */
  public static KeyframeTable decode(byte[] bytes) throws CorruptFlvException {
    Decoder in = new Decoder(bytes);
    long count = in.varint();
    // Two bytes an entry at the least: a lying count must not allocate.
    if (count > in.left() / 2) {
      throw new CorruptFlvException(
          "keyframe table of " + bytes.length + " bytes cannot hold " + count + " entries");
    }
    int size = (int) count;
    long[] times = new long[size];
    long[] positions = new long[size];
    long time = 0;
    long position = 0;
    for (int i = 0; i < size; i++) {
      time = in.add(time);
      position = in.add(position);
      times[i] = time;
      positions[i] = position;
    }
    long lastHeader = in.left() == 0 ? Long.MAX_VALUE : in.varint() - 1;
    if (in.left() != 0) {
      throw new CorruptFlvException(
          "keyframe table of " + size + " entries is followed by " + in.left() + " stray bytes");
    }
    return new KeyframeTable(times, positions, size, lastHeader);
  }

  public byte[] encode() {
    byte[] out = new byte[LONGEST_VARINT * (2 * size + 2)];
    int length = put(out, 0, size);
    for (int i = 0; i < size; i++) {
      length = put(out, length, times[i] - (i == 0 ? 0 : times[i - 1]));
      length = put(out, length, positions[i] - (i == 0 ? 0 : positions[i - 1]));
    }
    if (lastHeader != Long.MAX_VALUE) {
      length = put(out, length, lastHeader + 1);
    }
    return Arrays.copyOf(out, length);
  }

  private static int put(byte[] out, int at, long value) {
    long rest = value;
    int next = at;
    while (rest > 0x7F) {
      out[next++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    out[next++] = (byte) rest;
    return next;
  }

  public int size() {
    return size;
  }

  public long timeMs(int i) {
    return times[i];
  }

  public long position(int i) {
    return positions[i];
  }

  /**
   * Where the last header tag begins; -1 if there is none, {@link Long#MAX_VALUE} if it is not
   * known.
   */
  public long lastHeader() {
    return lastHeader;
  }

  /** Does a keyframe begin there? */
  public boolean isKeyframe(long position) {
    int i = floorPosition(position);
    return i >= 0 && positions[i] == position;
  }

  /** The last keyframe at or before a time; -1 if all are later. */
  public int floor(long timeMs) {
    return floor(times, timeMs);
  }

  /** The last keyframe at or before a position; -1 if all are later. */
  public int floorPosition(long position) {
    return floor(positions, position);
  }

  private int floor(long[] sorted, long key) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** Collects keyframes in the order of the log; reusable after {@link #clear}. */
  public static final class Builder {
    private long[] times = new long[16];
    private long[] positions = new long[16];
    private int size;
    private long lastHeader = -1;

    /**
     * @param timeMs not less than that of the entry before, else that one's is taken: a table is
     *     always in order
     */
    public Builder add(long timeMs, long position) {
      long lastPosition = size == 0 ? 0 : positions[size - 1];
      if (position < lastPosition || timeMs < 0) {
        throw new IllegalArgumentException(
            "keyframe at " + position + " (" + timeMs + " ms) after one at " + lastPosition);
      }
      if (size == times.length) {
        times = Arrays.copyOf(times, 2 * size);
        positions = Arrays.copyOf(positions, 2 * size);
      }
      times[size] = size == 0 ? timeMs : Math.max(timeMs, times[size - 1]);
      positions[size++] = position;
      return this;
    }

    /** A header tag begins there; in the order of the log. */
    public Builder header(long position) {
      lastHeader = position;
      return this;
    }

    public int size() {
      return size;
    }

    public void clear() {
      size = 0;
      lastHeader = -1;
    }

    public KeyframeTable build() {
      return new KeyframeTable(
          Arrays.copyOf(times, size), Arrays.copyOf(positions, size), size, lastHeader);
    }
  }

  private static final class Decoder {
    private final byte[] bytes;
    private int at;

    Decoder(byte[] bytes) {
      this.bytes = bytes;
    }

    int left() {
      return bytes.length - at;
    }

    /** Never negative: nine bytes of seven bits. */
    long varint() throws CorruptFlvException {
      long value = 0;
      for (int shift = 0; shift < 7 * LONGEST_VARINT; shift += 7) {
        if (at == bytes.length) {
          throw new CorruptFlvException("keyframe table ends within a number at byte " + at);
        }
        byte b = bytes[at++];
        value |= (long) (b & 0x7F) << shift;
        if (b >= 0) {
          return value;
        }
      }
      throw new CorruptFlvException("keyframe table has a number of over 63 bits at byte " + at);
    }

    long add(long base) throws CorruptFlvException {
      long sum = base + varint();
      if (sum < 0) {
        throw new CorruptFlvException("keyframe table runs past 2^63 at byte " + at);
      }
      return sum;
    }
  }
}
