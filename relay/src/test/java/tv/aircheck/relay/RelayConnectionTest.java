package tv.aircheck.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tv.aircheck.testkit.LeakGuard;

/** Two ends of one connection in memory, bytes carried by hand. */
@ExtendWith(LeakGuard.class)
class RelayConnectionTest {
  private static final RelayLimits LIMITS =
      new RelayLimits(1 << 20, 1 << 16, Duration.ofSeconds(2), Duration.ofSeconds(3));

  private final Session tapSession = new Session();
  private final Session originSession = new Session();

  @Test
  void bothEndsMeetWhenTheyShareTheSecret() {
    EmbeddedChannel origin = origin("geheim");
    EmbeddedChannel tap = tap("geheim");
    exchange(tap, origin);

    assertThat(originSession.peer).isEqualTo(new RelayPeer("rec", Role.TAP, 0, 1 << 20, 3000));
    assertThat(tapSession.peer).isEqualTo(new RelayPeer("org", Role.ORIGIN, 0, 1 << 20, 3000));

    tap.writeOutbound(new Frame.Subscribe("*/*", true, "", List.of(new Held("T1", 7))));
    origin.writeOutbound(new Frame.TakeGone("T1"));
    exchange(tap, origin);
    assertThat(originSession.frames)
        .containsExactly(new Frame.Subscribe("*/*", true, "", List.of(new Held("T1", 7))));
    assertThat(tapSession.frames).containsExactly(new Frame.TakeGone("T1"));
    finish(tap, origin);
  }

  @Test
  void aTapWithAnotherSecretIsToldSoAndLearnsNothing() {
    EmbeddedChannel origin = origin("geheim");
    EmbeddedChannel tap = tap("anders");
    exchange(tap, origin);

    assertThat(tapSession.fault.code()).isEqualTo(ErrorCode.AUTH);
    assertThat(tapSession.fault.fromPeer()).isTrue();
    assertThat(tapSession.fault).hasMessage("node rec does not know the secret of org");
    assertThat(originSession.fault.fromPeer()).isFalse();
    assertThat(originSession.peer).isNull();
    assertThat(origin.isOpen()).isFalse();
    assertThat(tap.isOpen()).isFalse();
  }

  @Test
  void anOriginThatDoesNotKnowTheSecretIsLeft() throws RelayException {
    EmbeddedChannel tap = tap("geheim");
    ((ByteBuf) tap.readOutbound()).release();
    RelayHandshake stranger = RelayHandshake.origin("org", LIMITS, auth("geraten"));
    send(tap, stranger.receive(RelayHandshake.tap("rec", LIMITS, auth("x")).start()));
    ((ByteBuf) tap.readOutbound()).release();
    send(tap, new Frame.Welcome(new Mac(new byte[Mac.LENGTH])));

    assertThat(tapSession.fault.code()).isEqualTo(ErrorCode.AUTH);
    assertThat(tapSession.fault).hasMessage("origin org does not know the secret itself");
    tap.finishAndReleaseAll();
  }

  @Test
  void aProofHeardOnOneConnectionIsWorthNothingOnAnother() throws RelayException {
    RelayHandshake tap = RelayHandshake.tap("rec", LIMITS, auth("geheim"));
    RelayHandshake first = RelayHandshake.origin("org", LIMITS, auth("geheim"));
    RelayHandshake second = RelayHandshake.origin("org", LIMITS, auth("geheim"));
    Frame hello = tap.start();
    Frame proof = tap.receive(first.receive(hello));
    assertThat(first.receive(proof)).isInstanceOf(Frame.Welcome.class);

    second.receive(hello);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> second.receive(proof))
        .isInstanceOf(RelayException.class)
        .hasMessageContaining("does not know the secret");
    assertThat(second.done()).isFalse();
  }

  @Test
  void anotherMajorVersionIsRefusedWithWhatToDo() {
    EmbeddedChannel origin = origin("geheim");
    ByteBuf hello = Unpooled.buffer();
    FrameWriter.write(RelayHandshake.tap("rec", LIMITS, auth("geheim")).start(), hello);
    hello.setShort(FrameWriter.HEADER + 4, 2);
    origin.writeInbound(hello);

    assertThat(originSession.fault.code()).isEqualTo(ErrorCode.VERSION);
    assertThat(originSession.fault)
        .hasMessage("relay protocol 2 meets 1: update the node with the lower one");
    origin.finishAndReleaseAll();
  }

  @Test
  void somebodyElsesProtocolIsRefused() {
    EmbeddedChannel origin = origin("geheim");
    origin.writeInbound(Unpooled.copiedBuffer("GET / HTTP/1.1\r\n\r\n", StandardCharsets.US_ASCII));
    assertThat(originSession.fault.code()).isEqualTo(ErrorCode.PROTOCOL);
    assertThat(origin.isOpen()).isFalse();
    origin.finishAndReleaseAll();
  }

  @Test
  void mediaBeforeTheHandshakeIsRefused() {
    EmbeddedChannel origin = origin("geheim");
    send(origin, new Frame.Credit(1));
    assertThat(originSession.fault).hasMessage("CREDIT before the handshake is done");
    origin.finishAndReleaseAll();
  }

  @Test
  void silenceInTheHandshakeEndsIt() {
    EmbeddedChannel origin = origin("geheim");
    origin.advanceTimeBy(2001, TimeUnit.MILLISECONDS);
    origin.runPendingTasks();
    assertThat(originSession.fault).hasMessage("no handshake within 2000 ms");
    origin.finishAndReleaseAll();
  }

  @Test
  void pingsKeepAQuietConnectionAndSilenceEndsIt() {
    EmbeddedChannel origin = origin("geheim");
    EmbeddedChannel tap = tap("geheim");
    exchange(tap, origin);
    for (int second = 0; second < 10; second++) {
      pass(tap, 1000);
      pass(origin, 1000);
      exchange(tap, origin);
    }
    assertThat(tap.isOpen()).isTrue();
    assertThat(tapSession.frames).isEmpty();

    for (int second = 0; second < 4; second++) {
      pass(tap, 1000);
    }
    assertThat(tapSession.fault.code()).isEqualTo(ErrorCode.IDLE);
    assertThat(tap.isOpen()).isFalse();
    finish(tap, origin);
  }

  @Test
  void aFaultOfTheSessionReachesTheOtherEnd() {
    EmbeddedChannel origin = origin("geheim");
    EmbeddedChannel tap = tap("geheim");
    exchange(tap, origin);
    originSession.thrown = new RelayException(ErrorCode.LIMIT, "enough");
    tap.writeOutbound(new Frame.Credit(1));
    exchange(tap, origin);

    assertThat(tapSession.fault.code()).isEqualTo(ErrorCode.LIMIT);
    assertThat(tapSession.fault).hasMessage("enough");
    assertThat(tap.isOpen()).isFalse();
    finish(tap, origin);
  }

  private EmbeddedChannel tap(String secret) {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    RelayHandshake handshake = RelayHandshake.tap("rec", LIMITS, auth(secret));
    RelayPipeline.install(channel.pipeline(), handshake, LIMITS, tapSession);
    return channel;
  }

  private EmbeddedChannel origin(String secret) {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    RelayHandshake handshake = RelayHandshake.origin("org", LIMITS, auth(secret));
    RelayPipeline.install(channel.pipeline(), handshake, LIMITS, originSession);
    return channel;
  }

  private static RelayAuth auth(String secret) {
    return new RelayAuth(secret.getBytes(StandardCharsets.UTF_8), new SecureRandom());
  }

  private static void send(EmbeddedChannel channel, Frame frame) {
    ByteBuf bytes = Unpooled.buffer();
    FrameWriter.write(frame, bytes);
    channel.writeInbound(bytes);
  }

  /** Carries bytes both ways until neither has more to say. */
  private static void exchange(EmbeddedChannel a, EmbeddedChannel b) {
    boolean moved = true;
    while (moved) {
      moved = carry(a, b) || carry(b, a);
    }
  }

  private static boolean carry(EmbeddedChannel from, EmbeddedChannel to) {
    boolean moved = false;
    for (ByteBuf bytes; (bytes = from.readOutbound()) != null; moved = true) {
      if (to.isOpen()) {
        to.writeInbound(bytes);
      } else {
        bytes.release();
      }
    }
    return moved;
  }

  private static void pass(EmbeddedChannel channel, long ms) {
    channel.advanceTimeBy(ms, TimeUnit.MILLISECONDS);
    channel.runPendingTasks();
  }

  private static void finish(EmbeddedChannel... channels) {
    for (EmbeddedChannel channel : channels) {
      channel.finishAndReleaseAll();
    }
  }

  private static final class Session extends ChannelInboundHandlerAdapter {
    private final List<Object> frames = new ArrayList<>();
    private RelayPeer peer;
    private RelayException fault;
    private RelayException thrown;

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof RelayPeer met) {
        peer = met;
      }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws RelayException {
      frames.add(message);
      if (thrown != null) {
        throw thrown;
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      if (fault == null) {
        fault = (RelayException) cause;
      }
      ctx.fireExceptionCaught(cause);
    }
  }
}
