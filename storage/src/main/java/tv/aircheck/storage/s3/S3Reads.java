package tv.aircheck.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.StorageException.Kind;

/** Reads by range, from the socket into the caller's buffer. */
final class S3Reads {
  private static final int BLOCK = 64 * 1024;

  private S3Reads() {}

  /** The buffer's position moves only when the read succeeds. */
  static int read(Bucket bucket, String key, long offset, ByteBuffer dst) throws StorageException {
    String full = bucket.full(key);
    if (!dst.hasRemaining()) {
      return 0;
    }
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(bucket.name())
            .key(full)
            .range("bytes=" + offset + "-" + (offset + dst.remaining() - 1))
            .build();
    String what = "read " + key;
    try (ResponseInputStream<GetObjectResponse> in = bucket.client().getObject(request)) {
      ByteBuffer into = dst.duplicate();
      try {
        check(what, offset, in.response());
        fill(in, into, in.response().contentLength(), what);
      } catch (IOException | RuntimeException e) {
        in.abort(); // what is left of the body would be read to its end otherwise
        throw e;
      }
      int read = into.position() - dst.position();
      if (in.response().contentLength() > read) {
        in.abort(); // a server without ranges sends all of it, and closing would read it
      }
      dst.position(into.position());
      return read == 0 ? -1 : read;
    } catch (S3Exception e) {
      if (e.statusCode() == 416) {
        return -1;
      }
      throw S3Errors.of(what, bucket.settings(), e);
    } catch (SdkException e) {
      throw S3Errors.of(what, bucket.settings(), e);
    } catch (IOException e) {
      if (e instanceof StorageException known) {
        throw known;
      }
      throw new StorageException(
          Kind.UNAVAILABLE,
          "cannot " + what + " in " + bucket.settings() + ": the answer broke off (" + e + ")",
          e);
    }
  }

  private static void check(String what, long offset, GetObjectResponse answer)
      throws StorageException {
    String range = answer.contentRange();
    boolean asked = range == null ? offset == 0 : range.startsWith("bytes " + offset + "-");
    if (!asked || answer.contentLength() == null) {
      throw new StorageException(
          Kind.UNAVAILABLE,
          "cannot "
              + what
              + ": asked for bytes from "
              + offset
              + ", the server sent "
              + (range == null ? "all" : range));
    }
  }

  private static void fill(InputStream in, ByteBuffer into, long length, String what)
      throws IOException {
    long wanted = Math.min(length, into.remaining());
    byte[] block = into.hasArray() ? null : new byte[(int) Math.min(BLOCK, Math.max(1, wanted))];
    while (wanted > 0) {
      int n;
      if (block == null) {
        n = in.read(into.array(), into.arrayOffset() + into.position(), (int) wanted);
        into.position(into.position() + Math.max(0, n));
      } else {
        n = in.read(block, 0, (int) Math.min(block.length, wanted));
        into.put(block, 0, Math.max(0, n));
      }
      if (n < 0) {
        throw new StorageException(
            Kind.UNAVAILABLE, "cannot " + what + ": the answer ended " + wanted + " bytes early");
      }
      wanted -= n;
    }
  }
}
