package tv.aircheck.relaytap;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tv.aircheck.relay.EndReason;
import tv.aircheck.relay.Held;
import tv.aircheck.relay.JoinContext;
import tv.aircheck.relay.Mark;
import tv.aircheck.relay.RelayLimits;
import tv.aircheck.relay.TakeOpen;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.ChaosProxy;
import tv.aircheck.testkit.LeakGuard;

/**
 * Over a network that cuts, delays and splits, the listener gets every log whole, or is told what
 * is missing.
 */
@ExtendWith(LeakGuard.class)
class TapChaosTest {
  private static final RelayLimits QUICK =
      new RelayLimits(1 << 20, 1 << 16, Duration.ofSeconds(5), Duration.ofSeconds(5));
  private static final int TAKES = 3;
  private static final int LENGTH = 300_000;

  @RegisterExtension private final TapLog log = new TapLog();
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  @AfterEach
  void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyLogArrivesWhole(long seed) throws IOException {
    boolean forgetful = seed % 2 == 0;
    ChaosProxy.Trouble trouble = new ChaosProxy.Trouble(seed, 60_000, 3_000, 1);
    try (LogServer server = new LogServer(QUICK, TAKES, LENGTH, seed, forgetful);
        ChaosProxy proxy = new ChaosProxy(server.address(), trouble)) {
      Ledger ledger = new Ledger(server);
      TapSettings.Bounds bounds =
          new TapSettings.Bounds(
              20_000,
              10,
              Duration.ofSeconds(5),
              Duration.ofMillis(5),
              Duration.ofMillis(1),
              Duration.ofMillis(20));
      TapSettings settings =
          new TapSettings(
              proxy.address(),
              "rec-1",
              FakeOrigin.auth(LogServer.SECRET),
              TapSettings.Subscription.EVERYTHING,
              bounds,
              QUICK);
      try (Tap tap = new Tap(settings, group, NioSocketChannel.class, new Random(seed), ledger)) {
        ledger.tap = tap;
        tap.start();
        Await.until(
            "every take is complete and acknowledged",
            Duration.ofSeconds(40),
            () -> ledger.trouble != null || server.allAcknowledged());
      }
      assertThat(ledger.trouble).isNull();
      assertThat(proxy.cuts()).isGreaterThan(3);
      assertThat(ledger.lost.get() > 0).isEqualTo(forgetful);
    }
  }

  /** Compares what comes with the logs, byte by byte. */
  private static final class Ledger implements TapListener {
    private final LogServer server;
    private final Map<String, Long> next = new ConcurrentHashMap<>();
    private volatile Tap tap;
    private volatile String trouble;
    private final AtomicLong lost = new AtomicLong();

    Ledger(LogServer server) {
      this.server = server;
    }

    @Override
    public List<Held> held(String originNode) {
      List<Held> held = new ArrayList<>();
      next.forEach((id, position) -> held.add(new Held(id, position)));
      return held;
    }

    @Override
    public void opened(TakeOpen take) {
      long expected = next.getOrDefault(take.takeId(), 0L);
      check(take.startPosition() == expected, take + " instead of at " + expected);
      next.put(take.takeId(), take.startPosition());
    }

    @Override
    public void mark(String takeId, Mark mark) {
      check(mark.position() >= next.get(takeId), mark + " behind " + next.get(takeId));
    }

    @Override
    public void data(String takeId, long position, ByteBuf run) {
      int length = run.readableBytes();
      check(position == next.get(takeId), takeId + " at " + position);
      check(server.matches(takeId, position, run), "other bytes at " + position);
      next.put(takeId, position + length);
      run.release();
      tap.consumed(length);
      if (position % 7 == 0) {
        tap.ack(takeId, position);
      }
    }

    @Override
    public void gap(String takeId, long from, long to, JoinContext after) {
      check(from == next.get(takeId) && to > from, "gap " + from + "-" + to);
      lost.addAndGet(to - from);
      next.put(takeId, to);
    }

    @Override
    public void ended(String takeId, long finalPosition, EndReason reason) {
      check(finalPosition == LENGTH && next.get(takeId) == LENGTH, takeId + " ends early");
      tap.ack(takeId, finalPosition);
    }

    @Override
    public void gone(String takeId) {
      check(server.acknowledged(takeId), takeId + " is gone");
      next.remove(takeId);
    }

    @Override
    public void connected(String originNode) {}

    @Override
    public void disconnected(String why) {
      check(!why.contains("expected"), why);
    }

    private void check(boolean right, String otherwise) {
      if (!right) {
        trouble = otherwise;
      }
    }
  }
}
