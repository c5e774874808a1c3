package tv.aircheck.relaytap;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import tv.aircheck.relay.EndReason;
import tv.aircheck.relay.Frame;
import tv.aircheck.relay.Held;
import tv.aircheck.relay.JoinContext;
import tv.aircheck.relay.Mark;
import tv.aircheck.relay.OpenedBy;
import tv.aircheck.relay.RelayLimits;
import tv.aircheck.relay.TakeOpen;

/**
 * An origin with finished takes of random bytes, which it sends in random runs to whoever connects.
 */
final class LogServer implements AutoCloseable {
  static final String SECRET = "geheim";
  private static final int LONGEST_RUN = 4_000;

  private final FakeOrigin origin;
  private final Map<String, byte[]> logs = new LinkedHashMap<>();
  private final Map<String, Long> acked = new ConcurrentHashMap<>();
  private final Map<String, Integer> windows = new HashMap<>();
  private final Random random;
  private final boolean forgetful;
  private final Thread thread = new Thread(this::serve, "log-server");
  private volatile boolean closed;

  /** A forgetful one now and then has lost some bytes when the tap comes back. */
  LogServer(RelayLimits limits, int takes, int length, long seed, boolean forgetful) {
    this.origin = new FakeOrigin(SECRET, limits);
    this.random = new Random(seed);
    this.forgetful = forgetful;
    for (int i = 0; i < takes; i++) {
      byte[] log = new byte[length];
      random.nextBytes(log);
      logs.put("TAKE" + i, log);
    }
    thread.start();
  }

  InetSocketAddress address() {
    return origin.address();
  }

  boolean matches(String takeId, long position, ByteBuf run) {
    ByteBuf log = Unpooled.wrappedBuffer(logs.get(takeId));
    return ByteBufUtil.equals(log, (int) position, run, run.readerIndex(), run.readableBytes());
  }

  boolean acknowledged(String takeId) {
    return acked.getOrDefault(takeId, 0L) == logs.get(takeId).length;
  }

  boolean allAcknowledged() {
    return logs.keySet().stream().allMatch(this::acknowledged);
  }

  private void serve() {
    while (!closed) {
      FakeOrigin.Connection connection = origin.poll();
      if (connection != null) {
        new Visit(connection).run();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    origin.close();
  }

  /** One connection, until it is cut. */
  private final class Visit {
    private final FakeOrigin.Connection connection;
    private final Map<Integer, String> takes = new HashMap<>();
    private final Map<Integer, Integer> sent = new HashMap<>();
    private long credit;

    Visit(FakeOrigin.Connection connection) {
      this.connection = connection;
    }

    void run() {
      while (!closed && connection.channel().isOpen()) {
        Frame frame = connection.poll();
        if (frame instanceof Frame.Subscribe subscribe) {
          open(subscribe);
        } else if (frame instanceof Frame.Credit granted) {
          credit += granted.bytes();
        } else if (frame instanceof Frame.Ack ack) {
          acked.merge(takes.get(ack.handle()), ack.position(), Math::max);
        }
        for (int handle : takes.keySet()) {
          if (credit > 0 && sent.containsKey(handle)) {
            sendRun(handle);
          }
        }
      }
    }

    private void open(Frame.Subscribe subscribe) {
      Map<String, Long> held = new HashMap<>();
      for (Held each : subscribe.held()) {
        held.put(each.takeId(), each.position());
      }
      int handle = 0;
      for (String id : logs.keySet()) {
        if (acknowledged(id)) {
          if (held.containsKey(id)) {
            connection.send(new Frame.TakeGone(id));
          }
          continue;
        }
        handle++;
        int start = held.getOrDefault(id, 0L).intValue();
        if (forgetful && held.containsKey(id) && random.nextInt(3) == 0) {
          windows.put(id, Math.min(start + 1_000, logs.get(id).length));
        }
        start = Math.max(start, windows.getOrDefault(id, 0));
        takes.put(handle, id);
        sent.put(handle, start);
        connection.send(
            new TakeOpen(
                handle,
                id,
                "live",
                id,
                1,
                FakeOrigin.NODE,
                OpenedBy.PUBLISH,
                null,
                start,
                ctx(start)));
      }
    }

    private void sendRun(int handle) {
      byte[] log = logs.get(takes.get(handle));
      int from = sent.get(handle);
      if (from == log.length) {
        connection.send(new Frame.TakeEnd(handle, from, EndReason.UNPUBLISHED));
        sent.remove(handle);
        return;
      }
      int length = Math.min(1 + random.nextInt(LONGEST_RUN), log.length - from);
      if (random.nextBoolean()) {
        int at = from + random.nextInt(length);
        connection.send(new Frame.TakeMark(handle, new Mark(at, at, at, true)));
      }
      ByteBuf run = ByteBufAllocator.DEFAULT.buffer(length).writeBytes(log, from, length);
      connection.send(new Frame.Data(handle, from, run));
      credit -= length;
      sent.put(handle, from + length);
    }

    private JoinContext ctx(long position) {
      return new JoinContext(new byte[5], true, position, position, null);
    }
  }
}
