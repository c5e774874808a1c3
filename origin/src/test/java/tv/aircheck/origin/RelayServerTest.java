package tv.aircheck.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tv.aircheck.relay.EndReason;
import tv.aircheck.relay.Held;
import tv.aircheck.relay.Mark;
import tv.aircheck.relay.OpenedBy;
import tv.aircheck.relay.RelayAuth;
import tv.aircheck.rtmp.CloseReason;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.ManualClock;
import tv.aircheck.testkit.VideoShape;

@ExtendWith(LeakGuard.class)
class RelayServerTest {
  private static final int PLENTY = 64 << 20;

  private final ManualClock clock = ManualClock.atSomeTime();
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
  private final RelayAuth auth =
      new RelayAuth("secret".getBytes(StandardCharsets.UTF_8), new SecureRandom());
  private Origin origin;
  private RelayServer server;
  private InetSocketAddress address;

  @BeforeEach
  void start() throws Exception {
    start(recorded());
  }

  /** The log is held for it from the first tag, whenever it comes. */
  private static OriginSettings recorded() {
    return OriginSettings.defaults("origin-1").withGroups(Set.of("recorder"));
  }

  private void start(OriginSettings settings) throws Exception {
    stopServer();
    origin = new Origin(settings, Fixtures.world(clock), OriginListener.NONE);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = origin.relayServer(RelayServerSettings.defaults(any, auth));
    address = server.bind(loops, NioServerSocketChannel.class);
  }

  private void stopServer() {
    if (server != null) {
      server.close();
      origin.close();
      server = null;
    }
  }

  @AfterEach
  void stop() {
    stopServer();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private TestTap tap(String node) throws InterruptedException {
    return new TestTap(address, node, auth, loops);
  }

  private static byte[] bytes(GeneratedLog log) {
    return ByteBufUtil.getBytes(log.bytes());
  }

  private void publishWhole(String name, GeneratedLog log) {
    TestPublisher publisher = TestPublisher.publish(origin, loops.next(), name);
    publisher.send(log.tags());
    publisher.end(CloseReason.Kind.UNPUBLISHED);
  }

  @Test
  void aSubscriberGetsTheLogItsMarksAndItsEnd() throws Exception {
    GeneratedLog log = GeneratedLog.of(LogShape.plain(1, 30_000));
    try (TestTap tap = tap("recorder")) {
      tap.subscribe("*/*", true);
      tap.credit(PLENTY);
      publishWhole("one", log);
      Await.until("the end", () -> tap.takes().size() == 1 && tap.takes().get(0).end != null);

      TestTap.Received take = tap.takes().get(0);
      assertThat(take.open.app() + "/" + take.open.name()).isEqualTo("live/one");
      assertThat(take.open.openedBy()).isEqualTo(OpenedBy.PUBLISH);
      assertThat(take.open.startPosition()).isZero();
      assertThat(tap.bytes(0)).isEqualTo(bytes(log));
      assertThat(take.marks.stream().filter(Mark::keyframe)).hasSize(15);
      assertThat(take.end.reason()).isEqualTo(EndReason.UNPUBLISHED);
      assertThat(tap.fault()).isNull();
      assertThat(origin.drained()).isFalse();
      tap.ack(take.open.handle(), take.end.finalPosition());
      Await.until("all is acknowledged", origin::drained);
    }
  }

  @Test
  void aSubscriberWithinTheProcessGetsTheSame() throws Exception {
    GeneratedLog log = GeneratedLog.of(LogShape.plain(3, 30_000));
    EventLoopGroup within = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
    try (TestTap tap = new TestTap(server.bindWithinProcess(within), "recorder", auth, within)) {
      tap.subscribe("*/*", true);
      tap.credit(PLENTY);
      publishWhole("one", log);
      Await.until("the end", () -> tap.takes().size() == 1 && tap.takes().get(0).end != null);
      assertThat(tap.bytes(0)).isEqualTo(bytes(log));
      assertThat(tap.fault()).isNull();
    } finally {
      stopServer(); // before the loops that carry it
      within.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  @Test
  void twoSubscribersGetTheSame() throws Exception {
    GeneratedLog log = GeneratedLog.of(LogShape.plain(2, 10_000));
    try (TestTap a = tap("recorder");
        TestTap b = tap("b")) {
      a.subscribe("*/*", true);
      b.subscribe("live/*", false);
      a.credit(PLENTY);
      b.credit(PLENTY);
      Await.until("both are known", () -> !a.isClosed() && !b.isClosed());
      TestPublisher publisher = TestPublisher.publish(origin, loops.next(), "one");
      publisher.send(log.tags().subList(0, 20));
      Await.until("both have it", () -> a.takes().size() == 1 && b.takes().size() == 1);
      publisher.send(log.tags().subList(20, log.tags().size()));
      publisher.end(CloseReason.Kind.DISCONNECTED);
      Await.until("a", () -> a.takes().get(0).end != null);
      Await.until("b", () -> b.takes().get(0).end != null);
      assertThat(a.bytes(0)).isEqualTo(bytes(log));
      assertThat(a.takes().get(0).end.reason()).isEqualTo(EndReason.DISCONNECTED);
    }
  }

  @Test
  void aSubscriberThatComesBackGoesOnWhereItWas() throws Exception {
    GeneratedLog log = GeneratedLog.of(LogShape.plain(3, 60_000));
    String takeId;
    long position;
    byte[] first;
    try (TestTap tap = tap("recorder")) {
      tap.subscribe("*/*", true);
      tap.credit(20_000);
      publishWhole("one", log);
      Await.until("some came", () -> tap.received() >= 20_000);
      first = tap.bytes(0);
      position = first.length;
      takeId = tap.takes().get(0).open.takeId();
    }
    try (TestTap tap = tap("recorder")) {
      tap.credit(PLENTY);
      tap.subscribe("*/*", true, new Held(takeId, position), new Held("unknown", 5));
      Await.until("the end", () -> !tap.takes().isEmpty() && tap.takes().get(0).end != null);
      TestTap.Received take = tap.takes().get(0);
      assertThat(take.open.startPosition()).isEqualTo(position);
      assertThat(take.open.context()).isEqualTo(Fixtures.contextOf(log, position, true, clock));
      assertThat(first.length + tap.bytes(0).length).isEqualTo(log.length());
      assertThat(Fixtures.bytes(log, position, log.length())).isEqualTo(tap.bytes(0));
      assertThat(tap.gone()).containsExactly("unknown");
    }
  }

  @Test
  void whatIsGoneIsToldAsAGap() throws Exception {
    start(recorded().withWindow(new WindowLimits(100_000, 1 << 30, Duration.ofMinutes(5))));
    GeneratedLog log = GeneratedLog.of(LogShape.plain(4, 120_000));
    try (TestTap tap = tap("recorder")) {
      tap.subscribe("*/*", true);
      tap.credit(1);
      TestPublisher publisher = TestPublisher.publish(origin, loops.next(), "one");
      publisher.send(log.tags().subList(0, 10));
      Await.until("the first came", () -> tap.received() > 0);
      publisher.send(log.tags().subList(10, log.tags().size()));
      tap.credit(PLENTY);
      publisher.end(CloseReason.Kind.UNPUBLISHED);
      Await.until("the end", () -> tap.takes().get(0).end != null);
      TestTap.Received take = tap.takes().get(0);
      assertThat(take.gaps).hasSize(1);
      long to = take.gaps.get(0).to();
      assertThat(take.gaps.get(0).after()).isEqualTo(Fixtures.contextOf(log, to, true, clock));
      assertThat(tap.bytes(0).length + to - take.gaps.get(0).from()).isEqualTo(log.length());
      assertThat(tap.fault()).isNull();
    }
  }

  @Test
  void manyTakesShareOneConnection() throws Exception {
    try (TestTap tap = tap("recorder")) {
      tap.subscribe("*/*", true);
      tap.credit(PLENTY);
      GeneratedLog[] logs = new GeneratedLog[20];
      for (int i = 0; i < logs.length; i++) {
        VideoShape large = VideoShape.plain().withFrameBytes(2_000);
        logs[i] = GeneratedLog.of(LogShape.plain(i, 5_000).withVideo(large));
        publishWhole("n" + i, logs[i]);
      }
      Await.until(
          "all ends",
          () -> tap.takes().size() == 20 && tap.takes().stream().allMatch(t -> t.end != null));
      for (int i = 0; i < logs.length; i++) {
        TestTap.Received take = tap.takes().get(i);
        int number = Integer.parseInt(take.open.name().substring(1));
        assertThat(tap.bytes(i)).isEqualTo(bytes(logs[number]));
      }
      assertThat(tap.fault()).isNull();
    }
  }

  @Test
  void aTakeIsHeldForAGroupThatHasNotComeYet() throws Exception {
    GeneratedLog log = GeneratedLog.of(LogShape.plain(5, 30_000));
    publishWhole("early", log);
    origin.sweep();
    try (TestTap tap = tap("recorder")) {
      tap.subscribe("*/*", true);
      tap.credit(PLENTY);
      Await.until("the end", () -> !tap.takes().isEmpty() && tap.takes().get(0).end != null);
      assertThat(tap.bytes(0)).isEqualTo(bytes(log));
    }
  }

  @Test
  void takesAreOfferedInTheOrderTheyBegan() throws Exception {
    GeneratedLog log = GeneratedLog.of(LogShape.plain(6, 1_000));
    for (int i = 0; i < 40; i++) {
      publishWhole("one", log);
    }
    try (TestTap tap = tap("recorder")) {
      tap.subscribe("*/*", true);
      Await.until("all are open", () -> tap.takes().size() == 40);
      assertThat(tap.takes()).extracting(take -> take.open.takeId()).isSorted();
    }
  }

  @Test
  void anAcknowledgementMayComeTwice() throws Exception {
    try (TestTap tap = tap("recorder")) {
      tap.subscribe("*/*", true);
      tap.credit(PLENTY);
      publishWhole("one", GeneratedLog.of(LogShape.plain(7, 1_000)));
      Await.until("the end", () -> !tap.takes().isEmpty() && tap.takes().get(0).end != null);
      TestTap.Received take = tap.takes().get(0);
      tap.ack(take.open.handle(), take.position);
      tap.ack(take.open.handle(), take.position);
      publishWhole("two", GeneratedLog.of(LogShape.plain(8, 1_000)));
      Await.until("the next take", () -> tap.takes().size() == 2 || tap.isClosed());
      assertThat(tap.fault()).isNull();
    }
  }

  @Test
  void aSecondConnectionOfANodeReplacesTheFirst() throws Exception {
    try (TestTap first = tap("recorder");
        TestTap second = tap("recorder")) {
      Await.until("the first is closed", first::isClosed);
      assertThat(first.fault()).hasMessageContaining("newer connection");
      assertThat(second.isClosed()).isFalse();
    }
  }

  @Test
  void anAcknowledgementOfWhatWasNotSentIsAFault() throws Exception {
    try (TestTap tap = tap("recorder")) {
      tap.subscribe("*/*", true);
      tap.ack(7, 100);
      Await.until("closed", tap::isClosed);
      assertThat(tap.fault()).hasMessageContaining("ACK of 100 for handle 7");
    }
  }
}
