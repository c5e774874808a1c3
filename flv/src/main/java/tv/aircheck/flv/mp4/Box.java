package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** A box of ISO/IEC 14496-12, whose size is known before it is written. */
public interface Box {
  /** Length and type. */
  int HEADER = 8;

  /** Version and flags of a full box. */
  int FULL = 4;

  /** With its header, in bytes. */
  long size();

  void writeTo(BoxSink sink) throws IOException;

  /** A small one, whose payload is written by the given code right now. */
  static Box of(String type, Consumer<ByteBuf> payload) {
    ByteBuf out = Unpooled.buffer();
    out.writeInt(0).writeInt(type(type));
    payload.accept(out);
    out.setInt(0, out.writerIndex());
    return ofBytes(out);
  }

  /** The same with version and flags before the payload. */
  static Box full(String type, int version, int flags, Consumer<ByteBuf> payload) {
    return of(
        type,
        out -> {
          out.writeInt(version << 24 | flags);
          payload.accept(out);
        });
  }

  /** A box that is written already; the bytes are kept, not copied. */
  static Box ofBytes(ByteBuf whole) {
    return new Box() {
      @Override
      public long size() {
        return whole.readableBytes();
      }

      @Override
      public void writeTo(BoxSink sink) throws IOException {
        sink.room(whole.readableBytes()).writeBytes(whole, whole.readerIndex(), (int) size());
      }
    };
  }

  /** Boxes in a box. */
  static Box container(String type, List<Box> children) {
    return new Box() {
      @Override
      public long size() {
        return HEADER + children.stream().mapToLong(Box::size).sum();
      }

      @Override
      public void writeTo(BoxSink sink) throws IOException {
        writeHeader(sink, type, size());
        for (Box child : children) {
          if (!sink.passesOver(child.size())) {
            child.writeTo(sink);
          }
        }
      }
    };
  }

  static Box container(String type, Box... children) {
    return container(type, List.of(children));
  }

  /**
   * The eight bytes that begin a box.
   *
   * @throws IllegalArgumentException if it is 4 GiB or more: only mdat may be
   */
  static void writeHeader(BoxSink sink, String type, long size) throws IOException {
    if (size > 0xFFFFFFFFL) {
      throw new IllegalArgumentException("a " + type + " box of " + size + " bytes");
    }
    sink.room(HEADER).writeInt((int) size).writeInt(type(type));
  }

  /** Four letters as a number; those behind U+007F as in Latin-1, as in "©nam". */
  static int type(String letters) {
    int type = 0;
    for (int i = 0; i < 4; i++) {
      type = type << 8 | (letters.charAt(i) & 0xFF);
    }
    return type;
  }
}
