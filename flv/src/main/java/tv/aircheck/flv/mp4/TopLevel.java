package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.Set;

/** The outermost boxes of a file, one after another. */
final class TopLevel {
  /** The index of a week, looked at where it lies: it is never copied into memory. */
  private static final long MOST_INDEX = 1L << 30;

  private static final int MOST_FRAGMENT = 16 << 20;

  private static final Set<String> FIRST =
      Set.of("ftyp", "styp", "moov", "mdat", "free", "skip", "wide", "pnot");

  private final FileChannel file;
  private final long size;
  private long next;
  private long start;
  private long length;
  private int type;
  private String damage;

  TopLevel(FileChannel file) throws IOException {
    this.file = file;
    this.size = file.size();
    boolean first = next();
    if (!first || !isFirst(type)) {
      throw new CorruptMp4Exception(
          "no MP4 file: " + (first ? "it begins with " + BoxCursor.text(type) : "it is too short"));
    }
    next = 0;
  }

  static boolean isFirst(int type) {
    return FIRST.contains(BoxCursor.text(type));
  }

  long size() {
    return size;
  }

  /** Moves to the next box; false at the end, or where none is whole. */
  private boolean next() throws IOException {
    if (size - next < Box.HEADER) {
      damage = size == next ? damage : "torn: " + (size - next) + " bytes of a box at " + next;
      return false;
    }
    ByteBuf head = read(next, (int) Math.min(2 * Box.HEADER, size - next));
    start = next;
    length = head.getUnsignedInt(0);
    type = head.getInt(4);
    int headBytes = Box.HEADER;
    if (length == 1 && head.writerIndex() == 2 * Box.HEADER) {
      length = head.getLong(Box.HEADER);
      headBytes = 2 * Box.HEADER;
    } else if (length == 0) {
      length = size - start;
    }
    if (length < headBytes) {
      damage = "box " + BoxCursor.text(type) + " of " + length + " bytes at " + start;
      return false;
    }
    // What is cut off may be mdat, of which the part that is there can be read.
    next = length > size - start ? size : start + length;
    return true;
  }

  private boolean isWhole() {
    return length <= size - start;
  }

  private ByteBuf read(long at, int bytes) throws IOException {
    ByteBuf buf = Unpooled.buffer(bytes);
    while (buf.writerIndex() < bytes) {
      if (buf.writeBytes(file, at + buf.writerIndex(), bytes - buf.writerIndex()) <= 0) {
        throw new CorruptMp4Exception("it became shorter while it was read");
      }
    }
    return buf;
  }

  /** The index, wherever it is. */
  SourceMovie movie() throws IOException {
    while (next()) {
      if (type == Box.type("moov")) {
        if (!isWhole() || length > MOST_INDEX) {
          throw new CorruptMp4Exception(
              "its index (moov) of %d bytes is torn or too long".formatted(length));
        }
        ByteBuf index = Unpooled.wrappedBuffer(file.map(MapMode.READ_ONLY, start, length));
        BoxCursor moov = new BoxCursor(index, 0, (int) length);
        moov.next();
        return SourceMovie.of(index, moov);
      }
    }
    throw new CorruptMp4Exception(
        "it has no index (moov): whoever wrote it was stopped before the end, and without the"
            + " index nothing in it can be found");
  }

  /** The next moof box; null if none is left, or it is torn. */
  ByteBuf nextFragment() throws IOException {
    while (next()) {
      if (type == Box.type("moof")) {
        if (!isWhole()) {
          damage = "torn: a fragment at " + start + " is not whole";
          return null;
        }
        if (length > MOST_FRAGMENT) {
          throw new CorruptMp4Exception("a moof box of " + length + " bytes");
        }
        return read(start, (int) length);
      }
    }
    return null;
  }

  /** Of the last moof box. */
  long fragmentStart() {
    return start;
  }

  /** Null if the boxes end where the file does. */
  String damage() {
    return damage;
  }
}
