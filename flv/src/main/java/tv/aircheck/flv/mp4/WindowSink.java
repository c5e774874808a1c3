package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;

/** Keeps a part of what is written, and ends the writing behind it. */
final class WindowSink implements BoxSink {
  /** All that is wanted was written; what would come is of no use. */
  static final class Full extends IOException {
    private static final long serialVersionUID = 1L;

    private Full() {}

    @Override
    public Full fillInStackTrace() {
      return this; // It is no failure, and comes often.
    }
  }

  private final long from;
  private final long to;
  private final ByteBuf out;
  private final ByteBuf stage = Unpooled.buffer();
  private long at;

  /**
   * @param out gets the bytes from one place (inclusive) to another (exclusive)
   */
  WindowSink(long from, long to, ByteBuf out) {
    this.from = from;
    this.to = to;
    this.out = out;
  }

  @Override
  public boolean passesOver(long bytes) {
    flush();
    boolean outside = at + bytes <= from || at >= to;
    at += outside ? bytes : 0;
    return outside;
  }

  @Override
  public ByteBuf room(int bytes) throws Full {
    flush();
    if (at >= to) {
      throw new Full();
    }
    return stage;
  }

  /** Takes what was staged for written. */
  void flush() {
    int length = stage.readableBytes();
    if (length > 0) {
      long first = Math.max(from - at, 0);
      long last = Math.min(to - at, length);
      if (first < last) {
        out.writeBytes(stage, stage.readerIndex() + (int) first, (int) (last - first));
      }
      at += length;
      stage.clear();
    }
  }

  void zeros(long count) {
    flush();
    long first = Math.max(from, at);
    long last = Math.min(to, at + count);
    if (first < last) {
      out.writeZero((int) (last - first));
    }
    at += count;
  }

  void release() {
    stage.release();
  }
}
