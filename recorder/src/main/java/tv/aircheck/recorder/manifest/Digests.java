package tv.aircheck.recorder.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.zip.CRC32C;
import tv.aircheck.storage.StorageException;

/**
 * Both checksums of a file, taken in one pass.
 *
 * @param sha256 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record Digests(int crc32c, byte[] sha256, long bytes) {
  private static final int BLOCK = 128 * 1024;

  public static Digests of(Path file) throws StorageException {
    try (FileChannel channel = FileChannel.open(file)) {
      return read(channel);
    } catch (IOException e) {
      throw StorageException.of("read", file, e);
    }
  }

  /** Reads the file from its start; the caller closes it. */
  public static Digests of(FileChannel file) throws IOException {
    file.position(0);
    return read(file);
  }

  /** Reads to the end; the caller closes it. */
  public static Digests of(InputStream in) throws IOException {
    return read(Channels.newChannel(in));
  }

  private static Digests read(ReadableByteChannel in) throws IOException {
    CRC32C crc = new CRC32C();
    MessageDigest sha256 = Sha256.digest();
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    long bytes = 0;
    while (in.read(block) >= 0) {
      block.flip();
      bytes += block.remaining();
      crc.update(block.duplicate());
      sha256.update(block);
      block.clear();
    }
    return new Digests((int) crc.getValue(), sha256.digest(), bytes);
  }
}
