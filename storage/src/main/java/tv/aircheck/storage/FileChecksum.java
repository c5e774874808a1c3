package tv.aircheck.storage;

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

  /** Hands every block on while at it; the receiver must take it whole. */
  static int copy(Disk disk, Path file, BlockSink sink) throws IOException {
    CRC32C crc = new CRC32C();
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    try (FileChannel channel = disk.read(file)) {
      while (channel.read(block) >= 0) {
        block.flip();
        crc.update(block.duplicate());
        sink.accept(block);
        block.clear();
      }
    }
    return (int) crc.getValue();
  }

  interface BlockSink {
    void accept(ByteBuffer block) throws IOException;
  }
}
