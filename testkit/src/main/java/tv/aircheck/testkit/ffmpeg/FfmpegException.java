package tv.aircheck.testkit.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;

/** A library function refused; says which, for what, and FFmpeg's own words. */
final class FfmpegException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FfmpegException(String message) {
    super(message);
  }

  /** Hands the result on when it is none of an error. */
  static int check(int result, String what) {
    if (result < 0) {
      throw new FfmpegException(what + ": " + words(result) + " (" + result + ")");
    }
    return result;
  }

  static String words(int error) {
    byte[] text = new byte[128];
    av_strerror(error, text, text.length);
    int length = 0;
    while (length < text.length && text[length] != 0) {
      length++;
    }
    return new String(text, 0, length, StandardCharsets.US_ASCII);
  }
}
