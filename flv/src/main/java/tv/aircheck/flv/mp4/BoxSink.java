package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Takes the bytes of boxes piece by piece, so that a table may be larger than memory. */
@FunctionalInterface
public interface BoxSink {
  /**
   * Asks whether the next bytes, those of a whole box, are of no interest. They count as written
   * then.
   */
  default boolean passesOver(long bytes) {
    return false;
  }

  /** Where to write the next bytes, at most so many, right after those written before. */
  ByteBuf room(int bytes) throws IOException;

  /** The bytes of a small box, on the heap. */
  static ByteBuf bytes(Box box) {
    ByteBuf out = Unpooled.buffer(Math.toIntExact(box.size()));
    try {
      box.writeTo(bytes -> out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return out;
  }
}
