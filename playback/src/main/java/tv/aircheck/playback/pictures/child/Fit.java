package tv.aircheck.playback.pictures.child;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swscale.SwsContext;

/** Makes a picture as small as it is wanted, and its colours those of a JPEG. */
final class Fit {
  /** From here on players take what does not say its matrix for BT.709. */
  private static final int HIGH_DEFINITION = 720;

  /** A sample aspect ratio may claim anything. */
  private static final int MOST_STRETCH = 16;

  private Fit() {}

  static Frame into(AVFrame from, int boxWidth, int boxHeight) throws PictureWire.Refused {
    double width = from.width() * stretch(from.sample_aspect_ratio());
    double height = from.height();
    double scale = Math.min(1, Math.min(boxWidth / width, boxHeight / height));
    Frame to = Frame.forJpeg(even(width * scale, boxWidth), even(height * scale, boxHeight));
    if (from.colorspace() == AVCOL_SPC_UNSPECIFIED) {
      from.colorspace(from.height() >= HIGH_DEFINITION ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M);
    }
    SwsContext context = sws_alloc_context();
    context.flags(SWS_AREA);
    int scaled = sws_scale_frame(context, to.get(), from);
    sws_free_context(context);
    if (scaled < 0) {
      to.close();
      throw new PictureWire.Refused(
          "a picture of %dx%d cannot be scaled (%d)"
              .formatted(from.width(), from.height(), scaled));
    }
    return to;
  }

  private static double stretch(AVRational pixel) {
    if (pixel.num() <= 0 || pixel.den() <= 0) {
      return 1;
    }
    double ratio = (double) pixel.num() / pixel.den();
    return ratio < 1.0 / MOST_STRETCH || ratio > MOST_STRETCH ? 1 : ratio;
  }

  /** Colours are shared by 2x2 pixels. */
  private static int even(double length, int most) {
    int nearest = (int) Math.round(length / 2) * 2;
    return Math.max(2, Math.min(nearest, most));
  }
}
