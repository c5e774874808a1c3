package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import tv.aircheck.flv.amf.Amf0Reader;
import tv.aircheck.flv.amf.AmfException;
import tv.aircheck.flv.amf.AmfLimits;
import tv.aircheck.flv.amf.AmfObject;

/**
 * How numbers become colours (ISO/IEC 23091-2).
 *
 * @param fullRange all values are used, not only those of studio video
 */
public record ColorInfo(int primaries, int transfer, int matrix, boolean fullRange) {
  private static final int UNSPECIFIED = 2;

  /**
   * Of an Enhanced RTMP metadata packet.
   *
   * @param body its payload: a name and an object; its reader index moves
   * @return null if it does not say
   */
  public static ColorInfo ofMetadata(ByteBuf body) {
    try {
      Amf0Reader in = new Amf0Reader(body, AmfLimits.MESSAGE);
      boolean named = "colorInfo".equals(in.read());
      if (!named || !in.hasMore() || !(in.read() instanceof AmfObject info)) {
        return null;
      }
      AmfObject config = info.object("colorConfig");
      return config == null
          ? null
          : of(
              number(config, "colorPrimaries"),
              number(config, "transferCharacteristics"),
              number(config, "matrixCoefficients"),
              false);
    } catch (AmfException unreadable) {
      // A hint; the pictures themselves say it too.
      return null;
    }
  }

  /** Null if all is unspecified. */
  static ColorInfo of(int primaries, int transfer, int matrix, boolean fullRange) {
    boolean known = primaries != UNSPECIFIED || transfer != UNSPECIFIED || matrix != UNSPECIFIED;
    return known ? new ColorInfo(primaries, transfer, matrix, fullRange) : null;
  }

  private static int number(AmfObject config, String field) {
    double value = config.number(field, UNSPECIFIED);
    return value >= 0 && value <= 255 ? (int) value : UNSPECIFIED;
  }

  Box box() {
    return Box.of(
        "colr",
        out -> {
          out.writeInt(Box.type("nclx"));
          out.writeShort(primaries).writeShort(transfer).writeShort(matrix);
          out.writeByte(fullRange ? 0x80 : 0);
        });
  }
}
