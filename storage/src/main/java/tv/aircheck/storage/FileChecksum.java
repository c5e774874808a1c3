package tv.aircheck.storage;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** CRC-32C of a file's content, read in blocks. */
final class FileChecksum {
  private static final int BLOCK = 256 * 1024;

  private FileChecksum() {}

  static int of(Disk disk, Path file) throws IOException {
    return copy(disk, file, block -> {});
  }

  /** Of what remains; the buffer stays as it is. */
  static int of(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return (int) crc.getValue();
  }

  /** Hands every block on while at it; the receiver must take it whole. */
  static int copy(Disk disk, Path file, BlockSink sink) throws IOException {
    // From the pool and outside the heap: every segment passes here, and files read into it as it
    // is.
    ByteBuf pooled = PooledByteBufAllocator.DEFAULT.directBuffer(BLOCK, BLOCK);
    try (FileChannel channel = disk.read(file)) {
      return copy(channel, pooled.internalNioBuffer(0, BLOCK), sink);
    } finally {
      pooled.release();
    }
  }

  private static int copy(FileChannel from, ByteBuffer block, BlockSink sink) throws IOException {
    CRC32C crc = new CRC32C();
    int start = block.position();
    while (from.read(block) >= 0) {
      block.limit(block.position()).position(start);
      crc.update(block);
      block.position(start);
      sink.accept(block);
      block.limit(start + BLOCK).position(start);
    }
    return (int) crc.getValue();
  }

  interface BlockSink {
    void accept(ByteBuffer block) throws IOException;
  }
}
