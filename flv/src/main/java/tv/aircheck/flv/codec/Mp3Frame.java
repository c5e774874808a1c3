package tv.aircheck.flv.codec;

/** The four-byte head of an MPEG audio frame (ISO/IEC 11172-3, 2.4.1.3; 13818-3). */
final class Mp3Frame {
  static final String CODEC = "mp4a.40.34";

  private static final int[] RATES = {44100, 48000, 32000};
  private static final int MPEG_2_5 = 0;
  private static final int MPEG_1 = 3;
  private static final int MONO = 3;

  private Mp3Frame() {}

  static AudioFormat parse(byte[] frame) {
    BitReader in = new BitReader(frame, 0, frame.length);
    boolean synced = in.bits(11) == 0x7FF;
    int version = in.bits(2);
    in.skip(2 + 1 + 4);
    int rate = in.bits(2);
    in.skip(2);
    int mode = in.bits(2);
    if (!synced || rate == 3 || in.overrun()) {
      return AudioFormat.ofCodec(FourCc.MP3);
    }
    int divisor = version == MPEG_1 ? 1 : version == MPEG_2_5 ? 4 : 2;
    return new AudioFormat(CODEC, RATES[rate] / divisor, mode == MONO ? 1 : 2);
  }
}
