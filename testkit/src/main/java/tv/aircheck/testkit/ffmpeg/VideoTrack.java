package tv.aircheck.testkit.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static tv.aircheck.testkit.ffmpeg.FfmpegException.check;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** Draws frames and encodes them. */
final class VideoTrack implements AutoCloseable {
  private static final Map<String, String> ENCODERS =
      Map.of("h264", "libx264", "hevc", "libx265", "av1", "libsvtav1", "vp9", "libvpx-vp9");

  private final ClipSpec spec;
  private final Encoder encoder;
  private final AVFrame frame = av_frame_alloc();
  private final byte[] luma;
  private final byte[] blue;
  private final byte[] red;
  private int frames;

  VideoTrack(ClipSpec spec, Output output) {
    this.spec = spec;
    this.encoder = new Encoder(ENCODERS.get(spec.video()));
    this.luma = new byte[spec.width() * spec.height()];
    this.blue = new byte[luma.length / 4];
    this.red = new byte[luma.length / 4];
    AVCodecContext context = encoder.context();
    context.width(spec.width()).height(spec.height()).pix_fmt(AV_PIX_FMT_YUV420P);
    context.time_base(av_make_q(1, spec.fps())).framerate(av_make_q(spec.fps(), 1));
    context.gop_size(spec.gopFrames()).keyint_min(spec.gopFrames()).max_b_frames(spec.bFrames());
    encoder.open(output, options());
    frame.format(AV_PIX_FMT_YUV420P).width(spec.width()).height(spec.height());
    check(av_frame_get_buffer(frame, 0), "allocating a picture");
  }

  /** Fast rather than small, on one thread, and keyframes only where they are asked for. */
  private Map<String, String> options() {
    return switch (spec.video()) {
      case "h264" -> Map.of("preset", "veryfast", "crf", "30", "sc_threshold", "0");
      case "hevc" ->
          Map.of(
              "preset",
              "ultrafast",
              "x265-params",
              "log-level=error:pools=1:frame-threads=1:scenecut=0:repeat-headers=0");
      case "av1" -> Map.of("preset", "12", "crf", "50", "svtav1-params", "lp=1:scd=0");
      default -> Map.of("deadline", "realtime", "cpu-used", "8", "crf", "40", "b", "0");
    };
  }

  long nextMs() {
    return frames * 1000L / spec.fps();
  }

  void encodeNext(Picture picture) {
    check(av_frame_make_writable(frame), "reusing a picture");
    picture.draw(frames, luma, blue, red);
    copyRows(luma, 0, spec.width(), spec.height());
    copyRows(blue, 1, spec.width() / 2, spec.height() / 2);
    copyRows(red, 2, spec.width() / 2, spec.height() / 2);
    frame.pts(frames++);
    encoder.encode(frame);
  }

  private void copyRows(byte[] from, int plane, int width, int height) {
    BytePointer to = frame.data(plane);
    int stride = frame.linesize(plane);
    for (int y = 0; y < height; y++) {
      to.position((long) y * stride).put(from, y * width, width);
    }
    to.position(0);
  }

  void finish() {
    encoder.encode(null);
  }

  @Override
  public void close() {
    av_frame_free(frame);
    encoder.close();
  }
}
