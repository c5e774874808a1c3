package tv.aircheck.flv;

/**
 * What a stream's default tracks are made of.
 *
 * @param video as in RFC 6381 ("avc1.64001f", "hvc1.1.6.L93.B0", "av01.0.08M.08", …) or null
 * @param audio as in RFC 6381 ("mp4a.40.2", "opus", …) or null
 * @param width of the picture shown, 0 if not known
 * @param height of the picture shown, 0 if not known
 * @param sampleRate in Hz, 0 if not known
 * @param channels 0 if not known
 */
public record CodecSummary(
    String video, String audio, int width, int height, int sampleRate, int channels) {
  public static final CodecSummary NONE = new CodecSummary(null, null, 0, 0, 0, 0);
}
