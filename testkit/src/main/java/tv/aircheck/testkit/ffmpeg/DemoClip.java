package tv.aircheck.testkit.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;
import static tv.aircheck.testkit.ffmpeg.FfmpegException.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Makes the clip that {@code aircheck demo} publishes: {@code DemoClip FILE.flv}.
 *
 * <p>It loops without a seam. The loop lasts a whole number of AAC frames (1125) and of 2-second
 * GOPs (12), and it is cut from the second of two turns, so that the sound's first frame overlaps
 * with its last as every frame does with the one before.
 */
public final class DemoClip {
  private static final int LOOP_SECONDS = 24;
  private static final ClipSpec TWO_TURNS =
      ClipSpec.of("h264", "aac", 2 * LOOP_SECONDS * 1000L).withSize(640, 360).withRate(30, 60);

  private DemoClip() {}

  public static void main(String[] args) throws IOException {
    Path whole = Files.createTempFile("aircheck-demo", ".mp4");
    try {
      encodeTwoTurns(whole);
      cutSecondTurn(whole, Path.of(args[0]));
    } finally {
      Files.delete(whole);
    }
  }

  private static void encodeTwoTurns(Path file) {
    try (ClipEncoder encoder = new ClipEncoder(TWO_TURNS, file)) {
      encoder.encode(
          new DemoPicture(TWO_TURNS, LOOP_SECONDS * TWO_TURNS.fps()), new DemoSound(LOOP_SECONDS));
    }
  }

  private static void cutSecondTurn(Path whole, Path loop) {
    try (Input input = Input.open(whole.toString(), Map.of()).findStreams();
        Output output = Output.open(loop.toString(), "flv")) {
      output.addStreamsOf(input);
      AVDictionary options = new AVDictionary(null);
      // The next turn goes on where this one ends.
      av_dict_set(options, "flvflags", "no_sequence_end", 0);
      check(avformat_write_header(output.context(), options), "writing " + loop);
      while (input.next() >= 0) {
        AVPacket packet = input.packet();
        AVStream from = input.context().streams(packet.stream_index());
        long turn = av_rescale_q(LOOP_SECONDS, av_make_q(1, 1), from.time_base());
        if (packet.dts() >= turn && packet.dts() < 2 * turn) {
          packet.dts(packet.dts() - turn).pts(packet.pts() - turn);
          AVRational to = output.context().streams(packet.stream_index()).time_base();
          av_packet_rescale_ts(packet, from.time_base(), to);
          packet.pos(-1);
          check(av_interleaved_write_frame(output.context(), packet), "writing " + loop);
        } else {
          av_packet_unref(packet);
        }
      }
      check(av_write_trailer(output.context()), "ending " + loop);
    }
  }
}
