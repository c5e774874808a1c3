package tv.aircheck.flv.codec;

/** AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1). */
final class AacConfig {
  private static final int SBR = 5;
  private static final int PS = 29;
  private static final int ESCAPE = 31;
  private static final int FRAME = 1024;
  private static final int SHORT_FRAME = 960;

  private static final int[] RATES = {
    96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350
  };
  private static final int[] CHANNELS = {0, 1, 2, 3, 4, 5, 6, 8, 0, 0, 0, 7, 8, 0, 8};

  private AacConfig() {}

  static AudioFormat parse(byte[] config) {
    BitReader in = new BitReader(config, 0, config.length);
    int signalled = objectType(in);
    int rate = rate(in);
    int channelConfig = in.bits(4);
    int core = signalled;
    if (signalled == SBR || signalled == PS) {
      rate = rate(in);
      core = objectType(in);
    }
    int channels = channelConfig < CHANNELS.length ? CHANNELS[channelConfig] : 0;
    if (channelConfig == 0 && usesGeneralConfig(core)) {
      channels = channelsOfProgramConfig(in);
    }
    if (signalled == PS && channels == 1) {
      channels = 2;
    }
    if (in.overrun() || signalled == 0) {
      return AudioFormat.ofCodec(FourCc.AAC);
    }
    return new AudioFormat("mp4a.40." + signalled, rate, channels);
  }

  /**
   * Samples in a frame, at the rate heard: the extension of HE-AAC, where it is said, doubles them.
   */
  static int frameSamples(byte[] config) {
    BitReader in = new BitReader(config, 0, config.length);
    int signalled = objectType(in);
    rate(in);
    in.skip(4);
    boolean doubled = signalled == SBR || signalled == PS;
    if (doubled) {
      rate(in);
      objectType(in);
    }
    int core = in.flag() ? SHORT_FRAME : FRAME;
    return doubled ? 2 * core : core;
  }

  private static int objectType(BitReader in) {
    int type = in.bits(5);
    return type == ESCAPE ? 32 + in.bits(6) : type;
  }

  private static int rate(BitReader in) {
    int index = in.bits(4);
    if (index == 15) {
      return in.bits(24);
    }
    return index < RATES.length ? RATES[index] : 0;
  }

  private static boolean usesGeneralConfig(int type) {
    return (type >= 1 && type <= 4) || type == 6 || type == 7 || (type >= 17 && type <= 23);
  }

  /**
   * GASpecificConfig up to its program_config_element, whose elements are single channels or pairs.
   */
  private static int channelsOfProgramConfig(BitReader in) {
    in.skip(1);
    if (in.flag()) {
      in.skip(14);
    }
    in.skip(1);
    in.skip(10);
    int positioned = in.bits(4) + in.bits(4) + in.bits(4);
    int lowFrequency = in.bits(2);
    in.skip(7);
    skipIfSet(in, 4);
    skipIfSet(in, 4);
    skipIfSet(in, 3);
    int channels = lowFrequency;
    for (int i = 0; i < positioned; i++) {
      channels += in.flag() ? 2 : 1;
      in.skip(4);
    }
    return channels;
  }

  private static void skipIfSet(BitReader in, int bits) {
    if (in.flag()) {
      in.skip(bits);
    }
  }
}
