package tv.aircheck.storage.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before an S3 server and lets requests fail in the ways servers and networks do. One
 * request a connection.
 */
public final class FaultyServer implements Closeable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

  private final int target;
  private final Faults faults;
  private final ServerSocket door;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** What becomes of a request. */
  public enum Fault {
    NONE,
    /** 500, and nothing is done. */
    ERROR,
    /** 503, and nothing is done. */
    SLOW_DOWN,
    /** The connection is reset, and nothing is done. */
    RESET,
    /** It is done; the connection is reset before the answer. */
    ANSWER_LOST,
    /** Neither done nor answered. */
    HANG,
    /** A byte of the body is another when it arrives. */
    DAMAGE,
    /** The answer ends in the middle. */
    TRUNCATE,
    /** It is done; the answer tells other checksums and entity tags than those of what was sent. */
    LIE
  }

  /** Decides; of any thread. */
  public interface Faults {
    /**
     * @param line such as {@code PUT /bucket/key HTTP/1.1}
     */
    Fault next(String line);
  }

  /** Listens on a free port of the loopback address. */
  public FaultyServer(int target, Faults faults) throws IOException {
    this.target = target;
    this.faults = faults;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    run(this::accept);
  }

  public int port() {
    return door.getLocalPort();
  }

  private static void run(Runnable task) {
    Thread thread = new Thread(task, "faulty-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        open.add(client);
        run(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = client.getInputStream();
      String head = head(in);
      if (!head.isEmpty()) {
        answer(client, head, body(head, in), faults.next(head.substring(0, head.indexOf('\r'))));
      }
    } catch (IOException | InterruptedException e) {
      // One of both ends went away.
    } finally {
      open.remove(client);
    }
  }

  private void answer(Socket client, String head, byte[] body, Fault fault)
      throws IOException, InterruptedException {
    OutputStream out = client.getOutputStream();
    switch (fault) {
      case ERROR -> out.write(error("500 Internal Server Error", "InternalError"));
      case SLOW_DOWN -> out.write(error("503 Slow Down", "SlowDown"));
      case RESET -> client.setSoLinger(true, 0);
      case HANG -> closed.await();
      case ANSWER_LOST -> {
        pass(head, body, answer -> "");
        client.setSoLinger(true, 0);
      }
      case DAMAGE -> {
        if (body.length > 0) {
          body[body.length / 2] ^= 1;
        }
        out.write(pass(head, body, UnaryOperator.identity()));
      }
      case TRUNCATE -> {
        byte[] all = pass(head, body, UnaryOperator.identity());
        out.write(all, 0, all.length - 1 - bodyLength(all) / 2);
      }
      case LIE -> out.write(pass(head, body, FaultyServer::lie));
      case NONE -> out.write(pass(head, body, UnaryOperator.identity()));
    }
  }

  private static int bodyLength(byte[] answer) {
    String text = new String(answer, ISO_8859_1);
    return answer.length - text.indexOf("\r\n\r\n") - 4;
  }

  private static String lie(String head) {
    return head.replaceAll(
            "(?i)\r\netag: *[^\r]*", "\r\nETag: \"00000000000000000000000000000000\"")
        .replaceAll(
            "(?i)\r\nx-amz-checksum-crc32c: *[^\r]*", "\r\nx-amz-checksum-crc32c: AAAAAA==");
  }

  /** Asks the server; its answer with its head changed. */
  private byte[] pass(String head, byte[] body, UnaryOperator<String> change) throws IOException {
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      OutputStream out = server.getOutputStream();
      out.write(onlyOne(head).getBytes(ISO_8859_1));
      out.write(body);
      out.flush();
      InputStream in = server.getInputStream();
      String answer = head(in);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.write(change.apply(onlyOne(answer)).getBytes(ISO_8859_1));
      in.transferTo(all);
      return all.toByteArray();
    }
  }

  private static String onlyOne(String head) {
    return head.replaceAll("(?i)\r\nconnection: *[^\r]*", "")
        .replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
  }

  private static byte[] error(String status, String code) {
    String xml = "<Error><Code>" + code + "</Code><Message>by chance</Message></Error>";
    String head =
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: ";
    return (head + xml.length() + "\r\n\r\n" + xml).getBytes(ISO_8859_1);
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static byte[] body(String head, InputStream in) throws IOException {
    Matcher length = LENGTH.matcher(head.toLowerCase(Locale.ROOT));
    int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
    byte[] body = in.readNBytes(bytes);
    if (body.length < bytes) {
      throw new EOFException("the client went away");
    }
    return body;
  }

  @Override
  public void close() throws IOException {
    door.close();
    closed.countDown();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
