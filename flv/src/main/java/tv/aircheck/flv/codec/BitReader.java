package tv.aircheck.flv.codec;

/**
 * Reads bits from the highest down. Past the end come zeros, and {@link #overrun} tells: ask it
 * once, at the end.
 */
final class BitReader {
  /** An Exp-Golomb number of more leading zeros does not fit and is in no standard. */
  private static final int MAX_PREFIX = 32;

  private final byte[] bytes;
  private final int end;
  private long at;
  private boolean overrun;

  /** Over {@code bytes[from, to)}, cut to the array. */
  BitReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.end = Math.min(to, bytes.length);
    this.at = 8L * from;
  }

  /**
   * The payload of a NAL unit: without its header and without the bytes that keep start codes out
   * of it.
   *
   * @param from of the NAL unit's first byte
   */
  static BitReader ofNal(byte[] bytes, int from, int to, int headerLength) {
    int end = Math.min(to, bytes.length);
    byte[] payload = new byte[Math.max(0, end - from - headerLength)];
    int length = 0;
    int zeros = 0;
    for (int i = from + headerLength; i < end; i++) {
      if (zeros >= 2 && bytes[i] == 3) {
        zeros = 0;
        continue;
      }
      zeros = bytes[i] == 0 ? zeros + 1 : 0;
      payload[length++] = bytes[i];
    }
    return new BitReader(payload, 0, length);
  }

  int bit() {
    int index = (int) (at >>> 3);
    if (index >= end) {
      overrun = true;
      return 0;
    }
    return bytes[index] >>> (7 - (int) (at++ & 7)) & 1;
  }

  boolean flag() {
    return bit() != 0;
  }

  /** Up to 32 bits. */
  int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  void skip(int count) {
    at += count;
  }

  /** Unsigned Exp-Golomb, which is AV1's uvlc too. */
  long ue() {
    int zeros = 0;
    while (!overrun && bit() == 0) {
      if (++zeros > MAX_PREFIX) {
        overrun = true;
      }
    }
    return overrun ? 0 : (1L << zeros) - 1 + (bits(zeros) & 0xFFFFFFFFL);
  }

  /** Signed Exp-Golomb. */
  long se() {
    long code = ue();
    return (code & 1) != 0 ? (code >> 1) + 1 : -(code >> 1);
  }

  /** Something was read that is not there. */
  boolean overrun() {
    return overrun;
  }
}
