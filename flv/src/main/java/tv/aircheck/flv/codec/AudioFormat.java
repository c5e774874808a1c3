package tv.aircheck.flv.codec;

/**
 * What an audio configuration, or the head of a frame, says.
 *
 * @param codec as in RFC 6381
 * @param sampleRate in Hz as heard, 0 if not known
 * @param channels as heard, 0 if not known
 */
public record AudioFormat(String codec, int sampleRate, int channels) {
  /** Of a codec's configuration, which may be damaged: then as much as can be told. */
  public static AudioFormat of(int fourCc, byte[] config) {
    return switch (fourCc) {
      case FourCc.AAC -> AacConfig.parse(config);
      case FourCc.OPUS -> OpusHead.parse(config);
      case FourCc.FLAC -> FlacConfig.parse(config);
      default -> ofCodec(fourCc);
    };
  }

  /**
   * Of codecs whose frames describe themselves (MP3, AC-3, E-AC-3), by the first bytes of a frame.
   */
  public static AudioFormat ofFrame(int fourCc, byte[] frame) {
    return switch (fourCc) {
      case FourCc.MP3 -> Mp3Frame.parse(frame);
      case FourCc.AC3, FourCc.EAC3 -> Ac3Frame.parse(fourCc, frame);
      default -> ofCodec(fourCc);
    };
  }

  /** When nothing but the codec is known. */
  public static AudioFormat ofCodec(int fourCc) {
    String codec =
        switch (fourCc) {
          case FourCc.MP3 -> Mp3Frame.CODEC;
          case FourCc.OPUS -> OpusHead.CODEC;
          default -> FourCc.text(fourCc);
        };
    return new AudioFormat(codec, 0, 0);
  }
}
