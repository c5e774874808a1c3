package tv.aircheck.flv.codec;

/** What the boxes dac3 and dec3 say (ETSI TS 102 366, annex F), taken from a first frame. */
public final class Ac3Config {
  private static final byte[] NONE = {};
  private static final int SYNC = 0x0B77;
  private static final int SHORTEST = 8;
  private static final int DEPENDENT = 1;
  private static final int[] RATES = {48000, 44100, 32000};
  private static final int[] BLOCKS = {1, 2, 3, 6};
  private static final int SAMPLES_PER_BLOCK = 256;

  private Ac3Config() {}

  /** The payload of a dac3 box; empty if the frame makes no sense. */
  public static byte[] dac3(byte[] frame) {
    if (!isFrame(frame, 0)) {
      return NONE;
    }
    BitReader in = new BitReader(frame, 4, frame.length);
    int rate = in.bits(2);
    int size = in.bits(6);
    int id = in.bits(5);
    int mode = in.bits(3);
    int layout = in.bits(3);
    skipMixLevels(in, layout);
    int lowFrequency = in.bit();
    int packed = rate << 22 | id << 17 | mode << 14 | layout << 11 | lowFrequency << 10;
    packed |= size >> 1 << 5;
    return new byte[] {(byte) (packed >> 16), (byte) (packed >> 8), (byte) packed};
  }

  private static void skipMixLevels(BitReader in, int layout) {
    if ((layout & 1) != 0 && layout != 1) {
      in.skip(2);
    }
    if ((layout & 4) != 0) {
      in.skip(2);
    }
    if (layout == 2) {
      in.skip(2);
    }
  }

  /**
   * The payload of a dec3 box for one independent stream and those that depend on it; empty if the
   * frame makes no sense.
   */
  public static byte[] dec3(byte[] frame) {
    if (!isFrame(frame, 0)) {
      return NONE;
    }
    BitReader in = new BitReader(frame, 2, frame.length);
    in.skip(2 + 3);
    int words = in.bits(11) + 1;
    int rate = in.bits(2);
    int second = in.bits(2);
    int layout = in.bits(3);
    int lowFrequency = in.bit();
    int id = in.bits(5);
    int hertz = rate < 3 ? RATES[rate] : second < 3 ? RATES[second] / 2 : RATES[0];
    int samples = SAMPLES_PER_BLOCK * (rate < 3 ? BLOCKS[second] : BLOCKS[3]);
    int kiloBits = (int) Math.min(0x1FFF, 16L * words * hertz / samples / 1000);
    int dependents = dependents(frame, 2 * words);
    long packed = (long) kiloBits << 3;
    packed = packed << 8 | rate << 6 | id << 1;
    packed = packed << 8 | layout << 1 | lowFrequency;
    packed = packed << 8 | dependents << 1;
    int length = dependents > 0 ? 6 : 5;
    packed = dependents > 0 ? packed << 8 : packed;
    byte[] bytes = new byte[length];
    for (int i = length - 1; i >= 0; i--) {
      bytes[i] = (byte) packed;
      packed >>>= 8;
    }
    return bytes;
  }

  private static int dependents(byte[] packet, int from) {
    int count = 0;
    int at = from;
    while (isFrame(packet, at) && (packet[at + 2] >> 6 & 3) == DEPENDENT && count < 8) {
      count++;
      at += 2 * (((packet[at + 2] & 7) << 8 | (packet[at + 3] & 0xFF)) + 1);
    }
    return count;
  }

  private static boolean isFrame(byte[] bytes, int at) {
    return at + SHORTEST <= bytes.length
        && ((bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF)) == SYNC;
  }
}
