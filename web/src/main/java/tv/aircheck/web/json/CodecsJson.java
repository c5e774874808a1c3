package tv.aircheck.web.json;

import tv.aircheck.index.Codecs;

/** What something is coded in; 0 where a number is not known. */
public record CodecsJson(
    @About(value = "RFC 6381, such as avc1.64001f.", orNull = true) String video,
    @About(value = "RFC 6381, such as mp4a.40.2.", orNull = true) String audio,
    int width,
    int height,
    int sampleRate,
    int channels) {

  public static CodecsJson of(Codecs codecs) {
    return new CodecsJson(
        codecs.video(),
        codecs.audio(),
        codecs.width(),
        codecs.height(),
        codecs.sampleRate(),
        codecs.channels());
  }
}
