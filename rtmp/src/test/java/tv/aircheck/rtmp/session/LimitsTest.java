package tv.aircheck.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tv.aircheck.rtmp.MessageLimits;
import tv.aircheck.rtmp.TimeLimits;
import tv.aircheck.rtmp.message.Command;
import tv.aircheck.rtmp.message.UserControl;
import tv.aircheck.testkit.LeakGuard;

/** What breaks a limit hears why, where the protocol has words for it, and is closed. */
@ExtendWith(LeakGuard.class)
class LimitsTest {
  private static final TimeLimits TIMES = TimeLimits.DEFAULTS;

  private Script script = new Script();

  @AfterEach
  void close() {
    script.close();
  }

  private void closedAfter(Duration limit) {
    script.pass(limit.toMillis() - 1500);
    assertThat(script.channel.isOpen()).as("before " + limit).isTrue();
    script.pass(3000);
    assertThat(script.channel.isOpen()).as("after " + limit).isFalse();
  }

  @Test
  void nothingComes() {
    closedAfter(TIMES.handshake());
  }

  @Test
  void theHandshakeTrickles() {
    for (int i = 0; i < 9; i++) {
      script.bytes("03").pass(1000);
    }
    script.pass(3000);
    assertThat(script.channel.isOpen()).isFalse();
  }

  @Test
  void noConnect() {
    script.handshake();
    closedAfter(TIMES.connect());
    assertThat(script.answers())
        .containsExactly("onStatus null error NetConnection.Connect.IdleTimeOut");
  }

  @Test
  void connectedAndNothingMore() {
    script.connected("live");
    closedAfter(TIMES.idle());
  }

  @Test
  void aPublisherWithoutMedia() {
    script.publishing().media(9, 0, "17 00");
    closedAfter(TIMES.publishMedia());
    assertThat(script.answers()).containsExactly("onStatus null error NetStream.Publish.Idle on 1");
    assertThat(script.application.lines)
        .last()
        .isEqualTo("publisher closed: IDLE: no audio and no video for 15.0 s");
  }

  @Test
  void aPublisherThatIsNotReadIsNotBlamed() {
    script.publishing();
    script.application.publisher.pauseReading();
    script.pass(60_000);
    assertThat(script.channel.isOpen()).isTrue();
    script.application.publisher.resumeReading();
    closedAfter(TIMES.publishMedia());
  }

  @Test
  void anUnansweredOfferEnds() {
    script.application.onPublish = offer -> {};
    script.publishing();
    closedAfter(TIMES.idle());
  }

  @Test
  void aSilentPlayerIsAskedAndThenGivenUp() {
    script.playing().pass(31_000);
    assertThat(script.answers()).hasSize(1).first().asString().startsWith("PingRequest");
    script.pass(70_000);
    assertThat(script.channel.isOpen()).isFalse();
    assertThat(script.application.lines).last().isEqualTo("player closed");
  }

  @Test
  void aPlayerThatAnswersPingsStays() {
    script.playing();
    for (int i = 0; i < 10; i++) {
      script.pass(31_000);
      assertThat(script.answers()).hasSize(1);
      script.control(new UserControl(UserControl.PING_RESPONSE, 1));
    }
    assertThat(script.channel.isOpen()).isTrue();
  }

  @Test
  void oneMessageTakesTooLong() {
    script.publishing();
    script.bytes("07 000000 010000 09 01000000" + "aa".repeat(128));
    for (int i = 0; i < 12; i++) {
      script.media(8, i, "af01").pass(3000);
    }
    assertThat(script.channel.isOpen()).isFalse();
    assertThat(script.application.lines)
        .last()
        .isEqualTo("publisher closed: IDLE: one message took longer than 30.0 s");
  }

  @Test
  void aStrangerMaySendNoLargeMessage() {
    script.handshake().bytes("03 000000 010001 09 00000000");
    assertThat(script.channel.isOpen()).isFalse();
    assertThat(script.answers())
        .containsExactly("onStatus null error NetConnection.Connect.Rejected");
  }

  @Test
  void aMessageTooLarge() {
    script.publishing().bytes("07 000000 a00001 09 01000000");
    assertThat(script.channel.isOpen()).isFalse();
    assertThat(script.answers())
        .containsExactly("onStatus null error NetStream.Publish.Rejected on 1");
    assertThat(script.application.lines)
        .last()
        .asString()
        .startsWith("publisher closed: PROTOCOL: message of type 9 with 10485761 bytes");
  }

  @Test
  void tooManyCommands() {
    script.connected("live");
    for (int i = 0; i < 250 && script.channel.isOpen(); i++) {
      script.command(0, Command.of("noise", 0, (Object) null));
    }
    assertThat(script.channel.isOpen()).isFalse();
    assertThat(script.answers())
        .containsExactly("onStatus null error NetConnection.Connect.Closed");
  }

  @Test
  void answersThatNobodyReads() {
    script.close();
    MessageLimits small = new MessageLimits(65_536, 65_536, 65_536, 65_536, 200, 50_000);
    script = new Script(Script.defaults().with(small));
    script.playing();
    int tag = 300_000;
    script.application.player.tag(9, 0, PooledByteBufAllocator.DEFAULT.buffer().writeZero(tag));
    script.command(0, Command.of("_checkbw", 5, (Object) null));
    assertThat(script.application.lines).last().isEqualTo("player closed");
  }

  @Test
  void oneLengthIsLookedUpAtATime() {
    List<DoubleConsumer> open = new ArrayList<>();
    script.application.onLength = open::add;
    script.connected("archive");
    for (int i = 1; i <= 100; i++) {
      script.command(0, Command.of("getStreamLength", i, null, "show"));
    }
    assertThat(open).hasSize(1);
    open.get(0).accept(7.5);
    assertThat(script.answers()).containsExactly("_result 1 null 7.5");
    assertThat(open).hasSize(2);

    script.application.onLength = reply -> reply.accept(8.5);
    open.get(1).accept(7.5);
    assertThat(script.answers()).hasSize(99).last().isEqualTo("_result 100 null 8.5");
  }

  @Test
  void manyCommandsOverTime() {
    script.connected("live");
    for (int i = 0; i < 1000; i++) {
      script.command(0, Command.of("noise", 0, (Object) null)).pass(10);
    }
    assertThat(script.channel.isOpen()).isTrue();
  }

  @Test
  void tooManyMessageStreams() {
    script.connected("live");
    for (int i = 1; i <= 9; i++) {
      script.command(0, Command.of("createStream", i, (Object) null));
    }
    assertThat(script.answers())
        .hasSize(9)
        .last()
        .isEqualTo("_error 9 null error NetConnection.Call.Failed");
  }

  @Test
  void aSecondConnect() {
    script.connected("live").command(0, Command.of("connect", 1, (Object) null));
    assertThat(script.channel.isOpen()).isFalse();
  }

  @Test
  void aPlayerThatSendsMedia() {
    script.playing().media(9, 0, "17");
    assertThat(script.channel.isOpen()).isFalse();
    assertThat(script.application.lines).last().isEqualTo("player closed");
  }

  @Test
  void tooMuchWaitsForASlowPlayer() {
    script.close();
    MessageLimits small = new MessageLimits(65_536, 65_536, 65_536, 65_536, 200, 100_000);
    script = new Script(Script.defaults().with(small));
    script.playing();
    script.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    for (int i = 0; i < 11; i++) {
      script.application.player.tag(
          9, i, PooledByteBufAllocator.DEFAULT.buffer().writeZero(10_000));
    }
    assertThat(script.application.lines).last().isEqualTo("player closed");
  }

  @Test
  void aSeekDropsWhatWaits() {
    script.playing();
    script.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    script.application.player.tag(9, 1, PooledByteBufAllocator.DEFAULT.buffer().writeZero(10));
    assertThat(script.application.player.isWritable()).isFalse();
    script.command(1, Command.of("seek", 0, null, 5000.0));
    script.application.player.tag(9, 5000, PooledByteBufAllocator.DEFAULT.buffer().writeByte(7));
    script.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    script.pass(1);

    assertThat(script.answers())
        .containsExactly(
            "StreamEOF 1",
            "StreamIsRecorded 1",
            "StreamBegin 1",
            "onStatus null status NetStream.Seek.Notify on 1",
            "onStatus null status NetStream.Play.Start on 1",
            "9 @5000 07 on 1");
  }

  @Test
  void aSeekDropsNoAnswerAndNoMetadata() {
    script.playing();
    script.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    script.application.player.tag(18, 0, Unpooled.wrappedBuffer(new byte[] {2, 0, 1, 'x'}));
    script.command(1, Command.of("seek", 0, null, 1000.0));
    script.application.player.tag(9, 1000, Unpooled.wrappedBuffer(new byte[] {1}));
    script.command(1, Command.of("pause", 0, null, true, 1000.0));
    script.application.player.complete(10, 100);
    script.command(1, Command.of("seek", 0, null, 5000.0));
    script.application.player.tag(9, 5000, Unpooled.wrappedBuffer(new byte[] {7}));
    script.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    script.pass(1);

    assertThat(script.answers())
        .containsExactly(
            "x on 1",
            "StreamEOF 1",
            "StreamIsRecorded 1",
            "StreamBegin 1",
            "onStatus null status NetStream.Seek.Notify on 1",
            "onStatus null status NetStream.Play.Start on 1",
            "onStatus null status NetStream.Pause.Notify on 1",
            "StreamEOF 1",
            "StreamIsRecorded 1",
            "StreamBegin 1",
            "onStatus null status NetStream.Seek.Notify on 1",
            "onStatus null status NetStream.Play.Start on 1",
            "9 @5000 07 on 1");
  }

  @Test
  void tooManyAnswersWaitForASlowPlayer() {
    script.close();
    MessageLimits small = new MessageLimits(65_536, 65_536, 65_536, 65_536, 200, 20_000);
    script = new Script(Script.defaults().with(small));
    script.playing();
    script.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    for (int i = 0; i < 60; i++) {
      script.command(1, Command.of("pause", 0, null, true, 0.0));
    }
    assertThat(script.application.lines).last().isEqualTo("player closed");
  }
}
