package tv.aircheck.playback.pictures;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.testkit.ffmpeg.ClipSpec;
import tv.aircheck.testkit.ffmpeg.FfmpegChild;

/** Real pictures to decode, and what they should look like. */
final class Clips {
  private Clips() {}

  /** The first keyframe of a clip that FFmpeg encodes. */
  static CodedPicture keyframe(String codec, int width, int height, Path folder) {
    Path file = folder.resolve(codec + width + "x" + height + ".flv");
    FfmpegChild.encode(
        ClipSpec.of(codec, ClipSpec.NONE, 400).withRate(5, 5).withSize(width, height), file);
    try {
      ByteBuf bytes = Unpooled.wrappedBuffer(Files.readAllBytes(file));
      ByteBuf tags =
          bytes.slice(TagLayout.FILE_HEADER, bytes.writerIndex() - TagLayout.FILE_HEADER);
      return CodedPicture.first(tags, new StreamHeaders());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static BufferedImage image(byte[] jpeg) {
    try {
      return ImageIO.read(new ByteArrayInputStream(jpeg));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * How far a picture is from what the clip's first frame shows, on average over places where it
   * has no edge, of 255.
   *
   * @param width of the clip; its height is of the same scale as the image's
   */
  static double difference(BufferedImage image, int width) {
    double scale = (double) width / image.getWidth();
    double sum = 0;
    int places = 0;
    for (int x = 16; x < 100; x += 12) {
      for (int y = 16; y < 100; y += 12) {
        int rgb = image.getRGB((int) (x / scale), (int) (y / scale));
        // As testkit's MovingGradient draws it.
        int luma = x + y;
        int blue = 128 + y / 2 + 1;
        int red = 64 + x / 2 + 1;
        sum += difference(rgb, luma, blue - 128, red - 128);
        places++;
      }
    }
    return sum / places;
  }

  /** The colour that BT.601 has, of the limited range. */
  private static double difference(int rgb, int luma, int blue, int red) {
    double y = 1.164 * (luma - 16);
    double r = clip(y + 1.596 * red);
    double g = clip(y - 0.392 * blue - 0.813 * red);
    double b = clip(y + 2.017 * blue);
    return (Math.abs(r - (rgb >> 16 & 255))
            + Math.abs(g - (rgb >> 8 & 255))
            + Math.abs(b - (rgb & 255)))
        / 3;
  }

  private static double clip(double value) {
    return Math.max(0, Math.min(255, value));
  }
}
