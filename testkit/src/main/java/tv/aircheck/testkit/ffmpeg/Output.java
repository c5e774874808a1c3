package tv.aircheck.testkit.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avio_close;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static tv.aircheck.testkit.ffmpeg.FfmpegException.check;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** A file or an address that a muxer writes to. */
final class Output implements AutoCloseable {
  private final AVFormatContext context;

  private Output(AVFormatContext context) {
    this.context = context;
  }

  /**
   * Opens for writing.
   *
   * @param format null: by the file's extension
   */
  static Output open(String address, String format) {
    AVFormatContext context = new AVFormatContext(null);
    check(avformat_alloc_output_context2(context, null, format, address), "muxing " + address);
    AVIOContext io = new AVIOContext(null);
    check(
        avio_open2(io, address, AVIO_FLAG_WRITE, null, (AVDictionary) null), "opening " + address);
    context.pb(io);
    return new Output(context);
  }

  /** Gives the output the same streams, to be filled with the same packets. */
  void addStreamsOf(Input input) {
    for (int i = 0; i < input.context().nb_streams(); i++) {
      AVStream stream = avformat_new_stream(context, null);
      check(
          avcodec_parameters_copy(stream.codecpar(), input.context().streams(i).codecpar()),
          "describing stream " + i);
      // Four letters of the one container mean nothing in another.
      stream.codecpar().codec_tag(0);
    }
  }

  AVFormatContext context() {
    return context;
  }

  @Override
  public void close() {
    avio_close(context.pb());
    avformat_free_context(context);
  }
}
