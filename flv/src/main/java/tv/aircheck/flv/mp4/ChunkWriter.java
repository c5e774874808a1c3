package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;

/** Gathers the bytes of a track's samples into chunks. One thread at a time. */
final class ChunkWriter {
  /** Takes the bytes of a chunk. */
  @FunctionalInterface
  interface Media {
    /** Writes the readable bytes and says at which offset. */
    long write(ByteBuf chunk) throws IOException;
  }

  /** Long enough to be few, short enough to lie beside the other track's of the same time. */
  private static final int CHUNK_MS = 1_000;

  private static final int CHUNK_BYTES = 1 << 20;

  private final Media media;
  private final ChunkLog chunks = new ChunkLog();
  private final ByteBuf chunk = Unpooled.directBuffer(64 * 1024);
  private int waiting;
  private int description;
  private long endsAtMs;

  ChunkWriter(Media media) {
    this.media = media;
  }

  ChunkLog chunks() {
    return chunks;
  }

  void add(int described, long ms, ByteBuf buf, int start, int length) throws IOException {
    boolean full =
        described != description || ms >= endsAtMs || chunk.readableBytes() + length > CHUNK_BYTES;
    if (full) {
      flush();
      description = described;
      endsAtMs = ms + CHUNK_MS;
    }
    chunk.writeBytes(buf, start, length);
    waiting++;
  }

  void flush() throws IOException {
    if (waiting > 0) {
      long offset = media.write(chunk);
      chunks.add(offset, waiting, description);
      waiting = 0;
      chunk.clear();
    }
  }

  void release() {
    chunk.release();
  }
}
