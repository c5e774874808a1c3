package tv.aircheck.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.function.Consumer;

/**
 * Lays out what goes to the socket: headers and small bodies in buffers of its own, large bodies as
 * retained slices between them. Belongs to one connection; empty between {@link #finish} and the
 * next write.
 */
public final class ChunkOutput {
  /** Up to this, copying costs less than one more entry in the list of what is to be sent. */
  private static final int CHEAP_TO_COPY = 1024;

  private static final int SMALL_BUFFER = 512;
  private static final int LARGE_BUFFER = 8192;

  private final ByteBufAllocator allocator;
  private final Consumer<ByteBuf> socket;
  private ByteBuf own;
  private int nextBuffer = SMALL_BUFFER;

  /**
   * @param socket takes over each piece, in order
   */
  public ChunkOutput(ByteBufAllocator allocator, Consumer<ByteBuf> socket) {
    this.allocator = allocator;
    this.socket = socket;
  }

  /** A buffer with room for so many bytes, to be written to at once. */
  ByteBuf room(int bytes) {
    if (own != null && own.writableBytes() < bytes) {
      finish();
      nextBuffer = LARGE_BUFFER;
    }
    if (own == null) {
      own = allocator.directBuffer(Math.max(bytes, nextBuffer));
    }
    return own;
  }

  /** Adds a range of a buffer that stays the caller's. */
  void payload(ByteBuf source, int at, int size) {
    if (size <= CHEAP_TO_COPY) {
      room(size).writeBytes(source, at, size);
    } else {
      handOver();
      socket.accept(source.retainedSlice(at, size));
    }
  }

  /** Adds what is readable of a buffer that stays the caller's. */
  void piece(ByteBuf source) {
    if (source.isReadable()) {
      handOver();
      socket.accept(source.retainedSlice());
    }
  }

  private void handOver() {
    if (own != null && own.isReadable()) {
      socket.accept(own.readRetainedSlice(own.readableBytes()));
    }
  }

  /** Hands over what is still held here. Does not flush. */
  public void finish() {
    ByteBuf last = own;
    own = null;
    nextBuffer = SMALL_BUFFER;
    if (last == null) {
      return;
    }
    if (last.isReadable()) {
      socket.accept(last);
    } else {
      last.release();
    }
  }
}
