package tv.aircheck.testkit.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static tv.aircheck.testkit.ffmpeg.FfmpegException.check;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** A file or an address that packets are read from. */
final class Input implements AutoCloseable {
  /**
   * Packets as they are in the container: times neither guessed nor taken for an overflow when a
   * seek leads far back, frames not parsed.
   */
  static final Map<String, String> VERBATIM =
      Map.of("fflags", "nofillin+noparse", "correct_ts_overflow", "0");

  private final AVFormatContext context;
  private final AVPacket packet = av_packet_alloc();

  private Input(AVFormatContext context) {
    this.context = context;
  }

  static Input open(String address, Map<String, String> options) {
    AVDictionary dictionary = new AVDictionary(null);
    options.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
    AVFormatContext context = new AVFormatContext(null);
    check(avformat_open_input(context, address, null, dictionary), "opening " + address);
    av_dict_free(dictionary);
    return new Input(context);
  }

  /**
   * Reads ahead until every stream is described; what was read is handed out later all the same.
   */
  Input findStreams() {
    check(avformat_find_stream_info(context, (AVDictionary) null), "finding the streams");
    return this;
  }

  AVFormatContext context() {
    return context;
  }

  /** Reads the next packet into {@link #packet}; the error at the end, else 0. */
  int next() {
    return av_read_frame(context, packet);
  }

  /** To be unreferenced by who read it. */
  AVPacket packet() {
    return packet;
  }

  @Override
  public void close() {
    av_packet_free(packet);
    avformat_close_input(context);
  }
}
