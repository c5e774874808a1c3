package tv.aircheck.flv.codec;

/** The head of an AC-3 or E-AC-3 syncframe (ETSI TS 102 366). */
final class Ac3Frame {
  private static final int SYNC = 0x0B77;
  private static final int[] RATES = {48000, 44100, 32000};
  private static final int[] CHANNELS = {2, 1, 2, 3, 3, 4, 4, 5};

  /** Bit stream identifications above this are E-AC-3. */
  private static final int LAST_AC3_ID = 10;

  private Ac3Frame() {}

  static AudioFormat parse(int fourCc, byte[] frame) {
    BitReader in = new BitReader(frame, 0, frame.length);
    if (in.bits(16) != SYNC || frame.length < 8) {
      return AudioFormat.ofCodec(fourCc);
    }
    String codec = FourCc.text(fourCc);
    boolean enhanced = (frame[5] >> 3 & 31) > LAST_AC3_ID;
    return enhanced ? eac3(codec, in) : ac3(codec, in);
  }

  private static AudioFormat ac3(String codec, BitReader in) {
    in.skip(16);
    int rate = in.bits(2);
    in.skip(6 + 8);
    int mode = in.bits(3);
    if ((mode & 1) != 0 && mode != 1) {
      in.skip(2);
    }
    if ((mode & 4) != 0) {
      in.skip(2);
    }
    if (mode == 2) {
      in.skip(2);
    }
    return format(codec, rate < 3 ? RATES[rate] : 0, mode, in.bit());
  }

  private static AudioFormat eac3(String codec, BitReader in) {
    in.skip(16);
    int rate = in.bits(2);
    int hertz = rate < 3 ? RATES[rate] : 0;
    int second = in.bits(2);
    if (rate == 3) {
      hertz = second < 3 ? RATES[second] / 2 : 0;
    }
    return format(codec, hertz, in.bits(3), in.bit());
  }

  private static AudioFormat format(String codec, int rate, int mode, int lowFrequency) {
    return new AudioFormat(codec, rate, CHANNELS[mode] + lowFrequency);
  }
}
