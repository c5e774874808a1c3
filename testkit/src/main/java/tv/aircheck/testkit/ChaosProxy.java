package tv.aircheck.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bad network between a client and a server on this machine: hands bytes on in pieces of random
 * size, waits now and then, and cuts connections after a random number of bytes, half of the time
 * by a reset. It never changes a byte.
 *
 * <p>Where the n-th connection is cut and how it is split depends on the seed alone; what the two
 * ends have exchanged by then does not. {@link #calm()} ends the trouble so that a test can come to
 * its end.
 */
public final class ChaosProxy implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(ChaosProxy.class);
  private static final int BUFFER = 64 << 10;

  /**
   * @param meanBytesToCut a connection lives for up to twice as many bytes in either direction; 0:
   *     it is never cut
   * @param maxPiece largest piece handed on at once
   * @param maxDelayMs longest wait; one piece in eight waits
   */
  public record Trouble(long seed, int meanBytesToCut, int maxPiece, int maxDelayMs) {}

  private final InetSocketAddress target;
  private final Trouble trouble;
  private final ServerSocket door;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile boolean calm;

  /** Listens on a free port of the loopback address. */
  public ChaosProxy(InetSocketAddress target, Trouble trouble) throws IOException {
    this.target = target;
    this.trouble = trouble;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    run("chaos-accept", this::accept);
  }

  /** Where clients connect. */
  public InetSocketAddress address() {
    return (InetSocketAddress) door.getLocalSocketAddress();
  }

  /** Connections made so far. */
  public int connections() {
    return connections.get();
  }

  /** Connections cut so far. */
  public int cuts() {
    return cuts.get();
  }

  /** From now on nothing is cut, delayed or split. */
  public void calm() {
    calm = true;
  }

  /** Cuts every connection there is; new ones are taken. */
  public void cutAll() {
    links.forEach(Link::cut);
  }

  /** Closes the door and every connection. */
  @Override
  public void close() {
    closeQuietly(door);
    links.forEach(Link::close);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        try {
          begin(client);
        } catch (IOException e) {
          log.debug("the server behind the proxy cannot be reached", e);
          closeQuietly(client);
        }
      } catch (IOException e) {
        log.debug("the proxy's door is closed", e);
      }
    }
  }

  private void begin(Socket client) throws IOException {
    Socket server = new Socket(target.getAddress(), target.getPort());
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    int number = connections.getAndIncrement();
    Random random = new Random(trouble.seed() * 31 + number);
    Link link = new Link(client, server, random.nextBoolean());
    links.add(link);
    Random up = new Random(random.nextLong());
    Random down = new Random(random.nextLong());
    run("chaos-up-" + number, () -> link.pump(client, server, up));
    run("chaos-down-" + number, () -> link.pump(server, client, down));
  }

  private static void run(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      log.debug("close failed", e);
    }
  }

  /** One client's connection and its other half. */
  private final class Link {
    private final Socket client;
    private final Socket server;
    private final boolean reset;

    Link(Socket client, Socket server, boolean reset) {
      this.client = client;
      this.server = server;
      this.reset = reset;
    }

    void pump(Socket from, Socket to, Random random) {
      long left =
          trouble.meanBytesToCut() == 0
              ? Long.MAX_VALUE
              : 1 + random.nextInt(2 * trouble.meanBytesToCut());
      byte[] buffer = new byte[BUFFER];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int read; (read = in.read(buffer)) >= 0; left -= read) {
          if (!calm && read >= left) {
            out.write(buffer, 0, (int) left);
            cuts.incrementAndGet();
            cut();
            return;
          }
          handOn(buffer, read, out, random);
        }
        to.shutdownOutput();
        if (client.isOutputShutdown() && server.isOutputShutdown()) {
          close();
        }
      } catch (IOException e) {
        close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        close();
      }
    }

    private void handOn(byte[] buffer, int length, OutputStream out, Random random)
        throws IOException, InterruptedException {
      for (int at = 0; at < length; ) {
        int piece = calm ? length - at : 1 + random.nextInt(trouble.maxPiece());
        piece = Math.min(piece, length - at);
        if (!calm && trouble.maxDelayMs() > 0 && random.nextInt(8) == 0) {
          Thread.sleep(random.nextInt(trouble.maxDelayMs() + 1));
        }
        out.write(buffer, at, piece);
        at += piece;
      }
    }

    void cut() {
      if (reset) {
        try {
          client.setSoLinger(true, 0);
          server.setSoLinger(true, 0);
        } catch (IOException e) {
          log.debug("already closed", e);
        }
      }
      close();
    }

    void close() {
      links.remove(this);
      closeQuietly(client);
      closeQuietly(server);
    }
  }
}
