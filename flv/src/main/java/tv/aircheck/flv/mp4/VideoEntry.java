package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import tv.aircheck.flv.codec.FourCc;
import tv.aircheck.flv.codec.VideoFormat;
import tv.aircheck.flv.codec.VideoSignal;
import tv.aircheck.flv.codec.Vp9Frame;

/** Sample entries of pictures: avc1, hvc1, av01, vp09. */
final class VideoEntry {
  private static final int DPI_72 = 72 << 16;
  private static final int VPCC_BARE = 8;

  private VideoEntry() {}

  static SampleEntry of(CodecSetup setup) throws UnsupportedInMp4Exception {
    VideoFormat format = VideoFormat.of(setup.fourCc(), setup.config());
    if (setup.fourCc() == FourCc.VP9) {
      format = Vp9Frame.parse(setup.firstFrame());
    }
    int width = format.width();
    int height = format.height();
    if (width > 0xFFFF || height > 0xFFFF) {
      throw new UnsupportedInMp4Exception(
          "MP4 cannot carry pictures of %d x %d".formatted(width, height));
    }
    VideoSignal signal = VideoSignal.of(setup.fourCc(), setup.config());
    Box entry =
        Box.of(
            FourCc.text(setup.fourCc()),
            out -> {
              writeHead(out, width, height);
              write(out, config(setup));
              ColorInfo color = setup.color() == null ? color(signal) : setup.color();
              if (color != null) {
                write(out, color.box());
              }
              if (!signal.isSquare()) {
                write(out, pixelAspect(signal));
              }
            });
    long shown = (long) width * signal.pixelWidth() / signal.pixelHeight();
    return new SampleEntry(
        setup.fourCc(),
        SampleEntry.VIDEO_TIMESCALE,
        (int) Math.min(shown, 0xFFFF),
        height,
        SampleEntry.bytesOf(entry));
  }

  private static void writeHead(ByteBuf out, int width, int height) {
    out.writeZero(6).writeShort(1);
    out.writeZero(16);
    out.writeShort(width).writeShort(height);
    out.writeInt(DPI_72).writeInt(DPI_72).writeInt(0);
    out.writeShort(1);
    // The name of the compressor: none.
    out.writeZero(32);
    out.writeShort(0x18).writeShort(-1);
  }

  private static void write(ByteBuf out, Box box) {
    out.writeBytes(BoxSink.bytes(box));
  }

  private static Box config(CodecSetup setup) {
    byte[] config = setup.config();
    return switch (setup.fourCc()) {
      case FourCc.AVC -> Box.of("avcC", out -> out.writeBytes(config));
      case FourCc.HEVC -> Box.of("hvcC", out -> out.writeBytes(config));
      case FourCc.AV1 -> Box.of("av1C", out -> out.writeBytes(config));
      default -> Box.full("vpcC", 1, 0, out -> out.writeBytes(vpConfig(setup)));
    };
  }

  /** Senders give the record bare, or with version and flags before it, or none. */
  static byte[] vpConfig(CodecSetup setup) {
    byte[] config = setup.config();
    boolean boxed = config.length >= Box.FULL + VPCC_BARE && config[0] == 1 && config[1] == 0;
    int from = boxed ? Box.FULL : 0;
    if (config.length < from + VPCC_BARE) {
      return Vp9Frame.config(setup.firstFrame());
    }
    byte[] bare = Arrays.copyOfRange(config, from, config.length);
    // Browsers refuse level 0, which some encoders write for "not known".
    bare[1] = bare[1] == 0 ? Vp9Frame.LOWEST_LEVEL : bare[1];
    return bare;
  }

  private static ColorInfo color(VideoSignal signal) {
    return ColorInfo.of(signal.primaries(), signal.transfer(), signal.matrix(), signal.fullRange());
  }

  private static Box pixelAspect(VideoSignal signal) {
    return Box.of("pasp", out -> out.writeInt(signal.pixelWidth()).writeInt(signal.pixelHeight()));
  }
}
