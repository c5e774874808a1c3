package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Goes over the boxes in a range of a buffer, which are never taken to reach beyond it. */
final class BoxCursor {
  private final ByteBuf buf;
  private final int end;
  private int next;
  private int type;
  private int bodyStart;

  BoxCursor(ByteBuf buf, int from, int to) {
    this.buf = buf;
    this.next = from;
    this.end = to;
  }

  /** Over what is in a box. */
  BoxCursor(ByteBuf buf, BoxCursor box) {
    this(buf, box.start(), box.end());
  }

  boolean next() throws CorruptMp4Exception {
    int at = next;
    if (end - at < Box.HEADER) {
      // Up to seven bytes of nothing end some boxes.
      return false;
    }
    long size = buf.getUnsignedInt(at);
    int head = Box.HEADER;
    type = buf.getInt(at + 4);
    if (size == 1 && end - at >= 2 * Box.HEADER) {
      size = buf.getLong(at + Box.HEADER);
      head = 2 * Box.HEADER;
    } else if (size == 0) {
      size = (long) end - at;
    }
    if (size < head || size > end - at) {
      throw new CorruptMp4Exception(
          "box %s of %d bytes where %d are left".formatted(text(type), size, end - at));
    }
    bodyStart = at + head;
    next = at + (int) size;
    return true;
  }

  /** Moves on to a box of this type; false if none is left. */
  boolean find(String wanted) throws CorruptMp4Exception {
    while (next()) {
      if (is(wanted)) {
        return true;
      }
    }
    return false;
  }

  boolean is(String wanted) {
    return type == Box.type(wanted);
  }

  int type() {
    return type;
  }

  /** Of what is in the box. */
  int start() {
    return bodyStart;
  }

  int end() {
    return next;
  }

  int length() {
    return next - bodyStart;
  }

  /** That the box holds so many bytes at least. */
  void require(int bytes) throws CorruptMp4Exception {
    if (length() < bytes) {
      throw new CorruptMp4Exception("box %s of %d bytes, too few".formatted(text(type), length()));
    }
  }

  static String text(int type) {
    byte[] letters = {(byte) (type >> 24), (byte) (type >> 16), (byte) (type >> 8), (byte) type};
    StringBuilder text = new StringBuilder(4);
    for (char c : new String(letters, StandardCharsets.ISO_8859_1).toCharArray()) {
      text.append(c >= ' ' && c <= '~' ? c : '.');
    }
    return text.toString();
  }
}
