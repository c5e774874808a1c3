package tv.aircheck.testkit.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;

import java.io.PrintStream;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/** Prints what is in a file: its duration, and each stream's codec and size or rate. */
final class StreamPrinter {
  private static final int MICROS_PER_MS = 1000;

  private StreamPrinter() {}

  static void print(String url, PrintStream out) {
    try (Input input = Input.open(url, Map.of()).findStreams()) {
      out.println("duration " + input.context().duration() / MICROS_PER_MS);
      for (int i = 0; i < input.context().nb_streams(); i++) {
        AVCodecParameters codec = input.context().streams(i).codecpar();
        out.println(
            "stream "
                + String.join(
                    " ",
                    avcodec_get_name(codec.codec_id()).getString(),
                    String.valueOf(codec.width()),
                    String.valueOf(codec.height()),
                    String.valueOf(codec.sample_rate()),
                    String.valueOf(codec.ch_layout().nb_channels())));
      }
    }
  }
}
