package tv.aircheck.origin;

import io.netty.buffer.ByteBuf;

/**
 * A stretch of a log in one buffer, which the chunk owns. The appender writes behind {@link #size},
 * readers read before it; the size itself is guarded by the log.
 */
final class LogChunk {
  final long base;
  final ByteBuf buf;
  private int size;

  LogChunk(long base, ByteBuf buf) {
    this.base = base;
    this.buf = buf;
  }

  void grow(int bytes) {
    size += bytes;
  }

  int size() {
    return size;
  }

  long end() {
    return base + size;
  }
}
