package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;

/** Numbers that take 32 bits, or 64 in the later version of a box. */
final class Wide {
  private Wide() {}

  static void write(ByteBuf out, boolean wide, long value) {
    if (wide) {
      out.writeLong(value);
    } else {
      out.writeInt((int) value);
    }
  }
}
