package tv.aircheck.testkit.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.avformat_network_init;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The child's main: {@code encode file=F video=…}, {@code publish file=F url=U}, {@code packets
 * url=U …}, {@code probe url=U}, {@code check}. Answers are lines on standard output; FFmpeg's own
 * words go to standard error.
 */
public final class FfmpegProgram {
  private FfmpegProgram() {}

  public static void main(String[] words) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    run(words[0], new Arguments(Arrays.asList(words).subList(1, words.length)), out);
    out.flush();
  }

  private static void run(String verb, Arguments args, PrintStream out) {
    av_log_set_level(AV_LOG_ERROR);
    avformat_network_init();
    switch (verb) {
      case "encode" -> encode(args);
      case "publish" -> new Publication(args).run();
      case "packets" -> new PacketPrinter(args, out).run();
      case "probe" -> StreamPrinter.print(args.text("url"), out);
      case "check" -> out.println("ok");
      default -> throw new IllegalArgumentException("no such verb: " + verb);
    }
  }

  private static void encode(Arguments args) {
    ClipSpec spec = ClipSpec.parse(args);
    try (ClipEncoder encoder = new ClipEncoder(spec, Path.of(args.text("file")))) {
      encoder.encode(new MovingGradient(spec), new Chord(spec.seed()));
    }
  }
}
