package tv.aircheck.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;
import software.amazon.awssdk.core.sync.RequestBody;
import tv.aircheck.storage.Disk;
import tv.aircheck.storage.StorageException;

/** What is put: read as often as need be, by range, and never held in memory as a whole. */
interface Payload {
  long length();

  InputStream open(long from, long length) throws IOException;

  /** In words for a message. */
  String words();

  static Payload of(Disk disk, Path file) throws StorageException {
    long length;
    try (FileChannel channel = disk.read(file)) {
      length = channel.size();
    } catch (IOException e) {
      throw StorageException.of("read", file, e);
    }
    return new Payload() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public InputStream open(long from, long bytes) throws IOException {
        return new RangeStream(disk.read(file), from, bytes);
      }

      @Override
      public String words() {
        return file.toString();
      }
    };
  }

  static Payload of(ByteBuffer bytes) {
    ByteBuffer own = bytes.slice();
    return new Payload() {
      @Override
      public long length() {
        return own.remaining();
      }

      @Override
      public InputStream open(long from, long length) {
        return new BufferStream(own.slice((int) from, (int) length));
      }

      @Override
      public String words() {
        return own.remaining() + " bytes";
      }
    };
  }

  default RequestBody body(long from, long length) {
    return RequestBody.fromContentProvider(
        () -> {
          try {
            return open(from, length);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        length,
        "application/octet-stream");
  }

  /**
   * Reads a range once for its sums.
   *
   * @param whole takes the same bytes in passing
   * @param md5 whether that one is needed too
   */
  default Sums sums(long from, long length, CRC32C whole, boolean md5) throws StorageException {
    CRC32C crc = new CRC32C();
    MessageDigest digest = md5 ? md5() : null;
    byte[] block = new byte[(int) Math.min(length + 1, 64 * 1024)];
    try (InputStream in = open(from, length)) {
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        crc.update(block, 0, n);
        whole.update(block, 0, n);
        if (md5) {
          digest.update(block, 0, n);
        }
      }
    } catch (IOException e) {
      throw StorageException.of("read", words(), e);
    }
    return new Sums((int) crc.getValue(), md5 ? digest.digest() : null);
  }

  static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
