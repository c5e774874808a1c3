package tv.aircheck.playback.pictures.child;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** The bytes of a picture, without the space FFmpeg leaves between its rows. */
final class Planes {
  private static final int PLANES = 3;

  private Planes() {}

  static PictureWire.Picture of(AVFrame frame) {
    int width = frame.width();
    int height = frame.height();
    byte[] bytes = new byte[width * height * 3 / 2];
    int at = 0;
    for (int plane = 0; plane < PLANES; plane++) {
      int wide = plane == 0 ? width : width / 2;
      int high = plane == 0 ? height : height / 2;
      BytePointer rows = frame.data(plane);
      for (int y = 0; y < high; y++) {
        rows.position((long) y * frame.linesize(plane)).get(bytes, at, wide);
        at += wide;
      }
    }
    return new PictureWire.Picture(width, height, bytes);
  }

  static Frame frame(PictureWire.Encode request) throws PictureWire.Refused {
    int width = request.width();
    int height = request.height();
    byte[] bytes = request.planes();
    if (width <= 0 || height <= 0 || (long) width * height * 3 / 2 != bytes.length) {
      throw new PictureWire.Refused(
          "%d bytes are no picture of %dx%d".formatted(bytes.length, width, height));
    }
    Frame made = Frame.forJpeg(width, height);
    int at = 0;
    for (int plane = 0; plane < PLANES; plane++) {
      int wide = plane == 0 ? width : width / 2;
      int high = plane == 0 ? height : height / 2;
      BytePointer rows = made.get().data(plane);
      for (int y = 0; y < high; y++) {
        rows.position((long) y * made.get().linesize(plane)).put(bytes, at, wide);
        at += wide;
      }
    }
    return made;
  }
}
