package tv.aircheck.playback.pictures.child;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A picture of FFmpeg's, freed when closed. */
final class Frame implements AutoCloseable {
  private final AVFrame frame = av_frame_alloc();

  /** As a JPEG has it: 4:2:0, the full range, the matrix of BT.601. */
  static Frame forJpeg(int width, int height) throws PictureWire.Refused {
    Frame made = new Frame();
    made.frame
        .format(AV_PIX_FMT_YUV420P)
        .width(width)
        .height(height)
        .color_range(AVCOL_RANGE_JPEG)
        .colorspace(AVCOL_SPC_BT470BG);
    if (av_frame_get_buffer(made.frame, 0) < 0) {
      made.close();
      throw new PictureWire.Refused("no memory for a picture of " + width + "x" + height);
    }
    return made;
  }

  AVFrame get() {
    return frame;
  }

  @Override
  public void close() {
    av_frame_free(frame);
  }
}
