package tv.aircheck.storage.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.S3Client;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.StorageException;

/** A real S3 server over a folder, in this process: it checks signatures and checksums. */
public final class S3Server implements AutoCloseable {
  private static final String ACCESS_KEY = "AKIATESTTESTTEST";
  private static final String SECRET_KEY = "a-secret-that-must-not-be-shown";

  private final S3Proxy server;
  private final AtomicInteger buckets = new AtomicInteger();

  private S3Server(S3Proxy server) {
    this.server = server;
  }

  public static S3Server start(Path folder) throws Exception {
    S3Proxy server =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
            .blobStore(new FilesystemNio2BlobStore(Files.createDirectories(folder).toString()))
            .build();
    server.start();
    return new S3Server(server);
  }

  public int port() {
    return server.getPort();
  }

  /** Settings for a bucket that is made now. */
  public S3Settings newBucket() {
    S3Settings settings = settings("bucket-" + buckets.incrementAndGet(), port());
    try (var client = S3Clients.open(settings)) {
      client.createBucket(r -> r.bucket(settings.bucket()));
    }
    return settings;
  }

  /** As the store has it. */
  public static S3Client client(S3Settings settings) {
    return S3Clients.open(settings);
  }

  /** Settings for a bucket, reached by a port that may be another's than the server's. */
  public static S3Settings settings(String bucket, int port) {
    return new S3Settings(
        bucket,
        "archive/",
        "",
        "http://127.0.0.1:" + port,
        true,
        ACCESS_KEY,
        SECRET_KEY,
        new S3Keeping(S3Keeping.Encryption.NONE, "", "", S3Keeping.SMALLEST_PART),
        S3Wire.DEFAULT);
  }

  public static S3ObjectStore open(S3Settings settings) throws StorageException {
    AtomicInteger ids = new AtomicInteger();
    return S3ObjectStore.open(settings, new LocalDisk(), () -> "test-" + ids.incrementAndGet());
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("the S3 server did not stop", e);
    }
  }
}
