package tv.aircheck.relaytap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import tv.aircheck.relay.EndReason;
import tv.aircheck.relay.ErrorCode;
import tv.aircheck.relay.Frame;
import tv.aircheck.relay.Held;
import tv.aircheck.relay.JoinContext;
import tv.aircheck.relay.Mark;
import tv.aircheck.relay.OpenedBy;
import tv.aircheck.relay.RelayException;
import tv.aircheck.relay.RelayLimits;
import tv.aircheck.relay.TakeOpen;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.LeakGuard;

@ExtendWith(LeakGuard.class)
@Timeout(60)
class TapTest {
  private static final int WINDOW = 1000;
  private static final RelayLimits QUICK =
      new RelayLimits(1 << 20, 1 << 16, Duration.ofSeconds(5), Duration.ofSeconds(5));
  private static final Mark LATE = new Mark(500, 4000, 1_000_004_000, true);
  private static final JoinContext MIDDLE = new JoinContext(new byte[] {1}, true, 4000, 5000, LATE);

  @RegisterExtension private final TapLog log = new TapLog();
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final TapDiary diary = new TapDiary();
  private FakeOrigin origin = new FakeOrigin("geheim", QUICK);
  private Tap tap;

  @AfterEach
  void close() {
    if (tap != null) {
      tap.close();
    }
    origin.close();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void aTakeIsHandedOverInOrder() {
    FakeOrigin.Connection connection = connect("geheim");
    assertThat(connection.subscribed()).isEqualTo(new Frame.Subscribe("*/*", true, "", List.of()));
    assertThat(connection.credit()).isEqualTo(WINDOW);
    connection.send(
        open(1, "A", 0, JoinContext.START),
        mark(1, 0),
        data(1, 0, 300),
        open(2, "B", 40, JoinContext.START),
        data(2, 40, 10),
        data(1, 300, 200),
        mark(1, 500),
        data(1, 500, 1),
        new Frame.TakeEnd(1, 501, EndReason.UNPUBLISHED));
    told("ended A at 501 UNPUBLISHED");
    assertThat(diary.lines)
        .containsExactly(
            "connected origin-1",
            "opened A at 0",
            "mark A at 0",
            "data A at 0+300",
            "opened B at 40",
            "data B at 40+10",
            "data A at 300+200",
            "mark A at 500",
            "data A at 500+1",
            "ended A at 501 UNPUBLISHED");
  }

  @Test
  void aLostConnectionIsMadeAgainAndGoesOnWhereTheListenerSays() {
    FakeOrigin.Connection first = connect("geheim");
    first.send(open(1, "A", 0, JoinContext.START), data(1, 0, 700));
    told("data A at 0+700");
    diary.held.put("Z", 9L);
    first.cut();

    FakeOrigin.Connection second = origin.next();
    assertThat(second.subscribed().held()).containsExactly(new Held("A", 700), new Held("Z", 9));
    second.send(new Frame.TakeGone("Z"), open(7, "A", 700, MIDDLE), data(7, 700, 5), mark(7, 705));
    told("mark A at 705");
    assertThat(diary.lines)
        .containsExactly(
            "connected origin-1",
            "opened A at 0",
            "data A at 0+700",
            "disconnected",
            "connected origin-1",
            "gone Z",
            "opened A at 700 in context",
            "data A at 700+5",
            "mark A at 705");
  }

  @Test
  void bytesTheOriginNoLongerHasAreReportedAsAGap() {
    diary.held.put("A", 100L);
    FakeOrigin.Connection connection = connect("geheim");
    connection.send(open(1, "A", 500, MIDDLE), data(1, 500, 50));
    connection.send(new Frame.Gap(1, 550, 600, MIDDLE), data(1, 600, 1));
    told("data A at 600+1");
    assertThat(diary.lines)
        .containsExactly(
            "connected origin-1",
            "opened A at 100 in context",
            "gap A 100-500",
            "data A at 500+50",
            "gap A 550-600",
            "data A at 600+1");
  }

  @Test
  void aHoleThatWasNotAnnouncedIsRefused() {
    FakeOrigin.Connection connection = connect("geheim");
    connection.send(open(1, "A", 0, JoinContext.START), data(1, 0, 10), data(1, 11, 10));
    assertRefused(connection, ErrorCode.PROTOCOL, "take A: DATA at 11, expected 10");
    assertThat(diary.bytes("A")).hasSize(10);
  }

  @Test
  void bytesThatCameAlreadyAreRefused() {
    FakeOrigin.Connection connection = connect("geheim");
    connection.send(open(1, "A", 0, JoinContext.START), data(1, 0, 10), data(1, 9, 10));
    assertRefused(connection, ErrorCode.PROTOCOL, "take A: DATA at 9, expected 10");
    assertThat(diary.bytes("A")).hasSize(10);
  }

  @Test
  void aTakeThatBeginsBeforeWhatWasAskedForIsRefused() {
    diary.held.put("A", 100L);
    FakeOrigin.Connection connection = connect("geheim");
    connection.send(open(1, "A", 99, MIDDLE));
    assertRefused(connection, ErrorCode.PROTOCOL, "take A was asked for from 100 on, not 99");
  }

  @Test
  void dataOfNoTakeAndEndsInTheMiddleAreRefused() {
    FakeOrigin.Connection first = connect("geheim");
    first.send(data(5, 0, 10));
    assertRefused(first, ErrorCode.PROTOCOL, "no take has handle 5");
    FakeOrigin.Connection second = origin.next();
    second.send(open(1, "A", 0, JoinContext.START), new Frame.TakeEnd(1, 1, EndReason.LOST));
    assertRefused(second, ErrorCode.PROTOCOL, "take A: the end at 1, expected 0");
  }

  @Test
  void anOriginGetsNoMoreCreditThanTheListenerGivesBack() {
    diary.greedy = true;
    FakeOrigin.Connection connection = connect("geheim");
    connection.subscribed();
    assertThat(connection.credit()).isEqualTo(WINDOW);
    connection.send(open(1, "A", 0, JoinContext.START), data(1, 0, 600), data(1, 600, 600));
    told("data A at 600+600");
    tap.consumed(249);
    assertThat(connection.silent()).isTrue();
    tap.consumed(351);
    assertThat(connection.credit()).isEqualTo(600);

    connection.cut();
    FakeOrigin.Connection second = origin.next();
    second.subscribed();
    assertThat(second.credit()).describedAs("600 bytes are still held").isEqualTo(400);
    second.send(open(1, "A", 1200, MIDDLE), data(1, 1200, 400), data(1, 1600, 1));
    assertRefused(second, ErrorCode.LIMIT, "DATA of 1 bytes without credit");
  }

  @Test
  void acknowledgementsAreGatheredAndSentOnce() {
    FakeOrigin.Connection connection = connect("geheim");
    connection.subscribed();
    connection.credit();
    connection.send(open(1, "A", 0, JoinContext.START), data(1, 0, 100));
    told("data A at 0+100");
    for (int position = 0; position <= 60; position += 10) {
      tap.ack("A", position);
    }
    tap.ack("A", 20);
    tap.ack("unknown", 20);
    assertThat(connection.frame()).isEqualTo(new Frame.Ack(1, 60));
    connection.send(new Frame.TakeEnd(1, 100, EndReason.IDLE));
    tap.ack("A", 100);
    assertThat(connection.frame()).isEqualTo(new Frame.Ack(1, 100));
  }

  @Test
  void anAcknowledgementMadeWhileTheOriginWasAwayIsSentWhenTheTakeOpensAgain() {
    FakeOrigin.Connection first = connect("geheim");
    first.send(open(1, "A", 0, JoinContext.START), data(1, 0, 100));
    told("data A at 0+100");
    int port = origin.address().getPort();
    origin.close();
    told("disconnected");
    tap.ack("A", 80);
    origin = new FakeOrigin("geheim", QUICK, port);
    FakeOrigin.Connection second = origin.next();
    second.subscribed();
    assertThat(second.credit()).isPositive();
    second.send(open(3, "A", 100, MIDDLE));
    assertThat(second.frame()).isEqualTo(new Frame.Ack(3, 80));
  }

  @Test
  void closingSendsTheLastAcknowledgementsAndThenNothingIsDelivered() {
    FakeOrigin.Connection connection = connect("geheim");
    connection.subscribed();
    connection.credit();
    connection.send(open(1, "A", 0, JoinContext.START), data(1, 0, 100));
    told("data A at 0+100");
    tap.ack("A", 100);
    tap.close();
    int lines = diary.lines.size();
    assertThat(connection.frame()).isEqualTo(new Frame.Ack(1, 100));
    Await.until("the connection closes", () -> !connection.channel().isOpen());
    assertThat(diary.lines).hasSize(lines);
    tap.close();
  }

  @Test
  void aListenerThatFailsOnOneTakeGetsTheOthers() {
    diary.sick.add("A");
    FakeOrigin.Connection connection = connect("geheim");
    connection.send(
        open(1, "A", 0, JoinContext.START), open(2, "B", 0, JoinContext.START), data(1, 0, 300));
    connection.send(data(1, 300, 400), data(2, 0, 5));
    told("data B at 0+5");
    assertThat(diary.lines).noneMatch(line -> line.startsWith("data A"));
    connection.subscribed();
    assertThat(connection.credit()).isEqualTo(WINDOW);
    for (int back = 0; back < 700; ) {
      back += connection.credit(); // also of the bytes that nobody wanted
    }
  }

  @Test
  void aTapWithTheWrongSecretKeepsTryingAndComesInWhenItIsRight() {
    int port = origin.address().getPort();
    origin.close();
    origin = new FakeOrigin("anders", QUICK, port);
    connect("geheim", origin);
    Await.until("it tried three times", () -> origin.accepted() >= 3);
    assertThat(diary.lines).isNotEmpty().containsOnly("disconnected");
    assertThat(log.warnings())
        .singleElement()
        .asString()
        .contains("it says: node rec-1 does not know the secret of origin-1")
        .contains("set the same relay secret on both nodes");
    origin.close();
    origin = new FakeOrigin("geheim", QUICK, port);
    origin.next();
    told("connected origin-1");
  }

  @Test
  void whoSpeaksSomethingElseIsLeftAndTriedAgain() throws Exception {
    try (ServerSocket web = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      tap = tap("geheim", (InetSocketAddress) web.getLocalSocketAddress(), QUICK);
      tap.start();
      for (int visit = 0; visit < 3; visit++) {
        try (Socket socket = web.accept()) {
          socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
          while (socket.getInputStream().read() >= 0) {
            // until the tap has had enough
          }
        }
      }
      assertThat(log.warnings()).singleElement().asString().contains("before the handshake");
    }
  }

  @Test
  void anOriginThatFallsSilentIsLeft() {
    RelayLimits impatient =
        new RelayLimits(1 << 20, 1 << 16, Duration.ofSeconds(5), Duration.ofMillis(300));
    tap = tap("geheim", origin.address(), impatient);
    tap.start();
    FakeOrigin.Connection connection = origin.next();
    connection.channel().config().setAutoRead(false);
    connection.channel().pipeline().remove("idle");
    told("disconnected");
    origin.next();
  }

  private FakeOrigin.Connection connect(String secret) {
    connect(secret, origin);
    return origin.next();
  }

  private void connect(String secret, FakeOrigin to) {
    tap = tap(secret, to.address(), QUICK);
    tap.start();
  }

  private Tap tap(String secret, InetSocketAddress to, RelayLimits limits) {
    TapSettings.Bounds bounds =
        new TapSettings.Bounds(
            WINDOW,
            100,
            Duration.ofSeconds(5),
            Duration.ofMillis(50),
            Duration.ofMillis(5),
            Duration.ofMillis(40));
    TapSettings settings =
        new TapSettings(
            to,
            "rec-1",
            FakeOrigin.auth(secret),
            TapSettings.Subscription.EVERYTHING,
            bounds,
            limits);
    Tap made = new Tap(settings, group, NioSocketChannel.class, new Random(1), diary);
    diary.feeds(made);
    return made;
  }

  private void told(String line) {
    Await.until("the listener is told: " + line, () -> diary.lines.contains(line));
  }

  private static void assertRefused(
      FakeOrigin.Connection connection, ErrorCode code, String words) {
    RelayException fault = (RelayException) connection.fault();
    assertThat(fault.fromPeer()).isTrue();
    assertThat(fault.code()).isEqualTo(code);
    assertThat(fault).hasMessageStartingWith(words);
  }

  private static TakeOpen open(int handle, String id, long position, JoinContext context) {
    return new TakeOpen(
        handle,
        id,
        "live",
        "show",
        1_000_000_000,
        FakeOrigin.NODE,
        OpenedBy.PUBLISH,
        null,
        position,
        context);
  }

  private static Frame.TakeMark mark(int handle, long position) {
    return new Frame.TakeMark(handle, new Mark(position, position, 1_000_000_000, true));
  }

  private static Frame.Data data(int handle, long position, int length) {
    ByteBuf run = ByteBufAllocator.DEFAULT.buffer(length).writeZero(length);
    return new Frame.Data(handle, position, run);
  }
}
