package tv.aircheck.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * An S3 server over memory that takes no condition and compares no checksum with what arrives, so
 * that its word proves nothing; its entity tags may.
 */
final class CarelessServer implements Closeable {
  private final HttpServer server;
  private final boolean tellsMd5;
  private final Map<String, Stored> objects = new TreeMap<>();
  private final Map<Integer, byte[]> parts = new TreeMap<>();
  private String noted;
  private boolean damages;
  private int readsThatFail;
  private int reads;

  /**
   * @param noted as the metadata says
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Stored(byte[] bytes, String noted, String tag) {}

  /**
   * @param tellsMd5 whether its entity tags are those that AWS has
   */
  CarelessServer(boolean tellsMd5) throws IOException {
    this.tellsMd5 = tellsMd5;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle); // on its own thread, one after another
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** From now on a byte of each body is another when it arrives. */
  synchronized void damages(boolean yes) {
    damages = yes;
  }

  /** So many times from now on. */
  synchronized void failsToRead(int times) {
    readsThatFail = times;
  }

  /** Of objects, since the last call. */
  synchronized int reads() {
    int until = reads;
    reads = 0;
    return until;
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (damages && exchange.getRequestMethod().equals("PUT")) {
        body[body.length / 2] ^= 1;
      }
      String path = exchange.getRequestURI().getPath();
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      switch (exchange.getRequestMethod()) {
        case "PUT" -> put(exchange, path, query, body);
        case "POST" -> post(exchange, path, query);
        case "DELETE" -> {
          if (!query.contains("uploadId=")) {
            objects.remove(path);
          }
          answer(exchange, 204, "");
        }
        case "HEAD" -> head(exchange, path);
        default -> get(exchange, path);
      }
    }
  }

  private void put(HttpExchange exchange, String path, String query, byte[] body)
      throws IOException {
    String tag = hex(md5(body));
    if (query.contains("partNumber=")) {
      parts.put(Integer.valueOf(query.replaceAll(".*partNumber=(\\d+).*", "$1")), body);
    } else {
      objects.put(path, new Stored(body, note(exchange), tag));
    }
    exchange.getResponseHeaders().set("ETag", tag(tag));
    answer(exchange, 200, "");
  }

  private void post(HttpExchange exchange, String path, String query) throws IOException {
    if (query.startsWith("uploads")) {
      noted = note(exchange);
      parts.clear();
      answer(
          exchange,
          200,
          "<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>");
      return;
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    ByteArrayOutputStream sums = new ByteArrayOutputStream();
    for (byte[] part : parts.values()) {
      whole.writeBytes(part);
      sums.writeBytes(md5(part));
    }
    String tag = hex(md5(sums.toByteArray())) + "-" + parts.size();
    objects.put(path, new Stored(whole.toByteArray(), noted, tag));
    answer(exchange, 200, "<CompleteMultipartUploadResult/>");
  }

  private void head(HttpExchange exchange, String path) throws IOException {
    Stored found = objects.get(path);
    if (found != null) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(found.bytes().length));
      exchange.getResponseHeaders().set("ETag", tag(found.tag()));
      exchange.getResponseHeaders().set("Last-Modified", "Thu, 26 Nov 2026 12:00:00 GMT");
      exchange.getResponseHeaders().set("x-amz-meta-" + Bucket.CRC_NAME, found.noted());
    }
    exchange.sendResponseHeaders(found == null ? 404 : 200, -1);
  }

  private void get(HttpExchange exchange, String path) throws IOException {
    Stored found = objects.get(path);
    if (found == null) {
      answer(exchange, 200, "<ListBucketResult/>");
      return;
    }
    reads++;
    if (readsThatFail > 0) {
      readsThatFail--;
      answer(exchange, 500, "<Error><Code>InternalError</Code></Error>");
      return;
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = Integer.parseInt(range.replaceAll("bytes=|-\\d+", ""));
    int to = Math.min(found.bytes().length, Integer.parseInt(range.replaceAll(".*-", "")) + 1);
    if (from >= to) {
      answer(exchange, 416, "<Error><Code>InvalidRange</Code></Error>");
      return;
    }
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, found.bytes().length));
    exchange.sendResponseHeaders(206, to - from);
    exchange.getResponseBody().write(found.bytes(), from, to - from);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private static String note(HttpExchange exchange) {
    return String.valueOf(exchange.getRequestHeaders().getFirst("x-amz-meta-" + Bucket.CRC_NAME));
  }

  private String tag(String md5) {
    return '"' + (tellsMd5 ? md5 : "version-1") + '"';
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
