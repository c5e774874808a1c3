package tv.aircheck.testkit.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;
import static tv.aircheck.testkit.ffmpeg.FfmpegException.check;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** {@code ffmpeg -i FILE -c copy -f flv URL}, with {@code -re} when in real time. */
final class Publication {
  private final String file;
  private final String url;
  private final boolean realTime;
  private final long startNanos = System.nanoTime();

  Publication(Arguments args) {
    this.file = args.text("file");
    this.url = args.text("url");
    this.realTime = args.number("realtime", 0) == 1;
  }

  void run() {
    try (Input input = Input.open(file, Input.VERBATIM).findStreams();
        Output output = Output.open(url, "flv")) {
      output.addStreamsOf(input);
      check(avformat_write_header(output.context(), (AVDictionary) null), "publishing " + url);
      int end = copyPackets(input, output);
      if (end != AVERROR_EOF) {
        check(end, "reading " + file);
      }
      check(av_write_trailer(output.context()), "ending " + url);
    }
  }

  private int copyPackets(Input input, Output output) {
    AVPacket packet = input.packet();
    int result;
    while ((result = input.next()) >= 0) {
      AVStream from = input.context().streams(packet.stream_index());
      AVStream to = output.context().streams(packet.stream_index());
      if (realTime) {
        waitFor(av_rescale_q(packet.dts(), from.time_base(), av_make_q(1, 1000)));
      }
      av_packet_rescale_ts(packet, from.time_base(), to.time_base());
      packet.pos(-1);
      check(av_interleaved_write_frame(output.context(), packet), "sending to " + url);
    }
    return result;
  }

  private void waitFor(long ms) {
    long nanos;
    while ((nanos = startNanos + TimeUnit.MILLISECONDS.toNanos(ms) - System.nanoTime()) > 0) {
      LockSupport.parkNanos(nanos);
    }
  }
}
