package tv.aircheck.testkit.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static tv.aircheck.testkit.ffmpeg.FfmpegException.check;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** One codec and the stream of the output that its packets go to. */
final class Encoder implements AutoCloseable {
  private final String name;
  private final AVCodec codec;
  private final AVCodecContext context;
  private final AVPacket packet = av_packet_alloc();
  private Output output;
  private AVStream stream;

  Encoder(String name) {
    this.name = name;
    this.codec = avcodec_find_encoder_by_name(name);
    if (codec == null) {
      throw new FfmpegException("these FFmpeg libraries lack the encoder " + name);
    }
    this.context = avcodec_alloc_context3(codec);
    // One thread, so that equal input gives equal bytes.
    context.thread_count(1);
    context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
  }

  /** To be filled in before {@link #open}. */
  AVCodecContext context() {
    return context;
  }

  void open(Output to, Map<String, String> options) {
    AVDictionary dictionary = new AVDictionary(null);
    options.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
    check(avcodec_open2(context, codec, dictionary), "opening the encoder " + name);
    av_dict_free(dictionary);
    output = to;
    stream = avformat_new_stream(to.context(), null);
    stream.time_base(context.time_base());
    check(avcodec_parameters_from_context(stream.codecpar(), context), "describing " + name);
  }

  /** Encodes a frame, or with null what the encoder still holds, and writes what comes out. */
  void encode(AVFrame frame) {
    check(avcodec_send_frame(context, frame), "encoding with " + name);
    while (avcodec_receive_packet(context, packet) >= 0) {
      packet.stream_index(stream.index());
      av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
      check(av_interleaved_write_frame(output.context(), packet), "writing a packet of " + name);
    }
  }

  @Override
  public void close() {
    av_packet_free(packet);
    avcodec_free_context(context);
  }
}
