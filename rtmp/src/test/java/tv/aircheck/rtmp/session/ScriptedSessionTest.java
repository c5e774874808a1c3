package tv.aircheck.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.socket.ChannelOutputShutdownEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tv.aircheck.flv.amf.AmfObject;
import tv.aircheck.rtmp.PublishOffer;
import tv.aircheck.rtmp.StatusCode;
import tv.aircheck.rtmp.message.Command;
import tv.aircheck.rtmp.message.Data;
import tv.aircheck.rtmp.message.UserControl;
import tv.aircheck.rtmp.message.WindowSize;
import tv.aircheck.testkit.LeakGuard;

/** What the known clients say, in their order, and what they must hear. */
@ExtendWith(LeakGuard.class)
class ScriptedSessionTest {
  private final Script script = new Script();

  @AfterEach
  void close() {
    script.close();
  }

  private static AmfObject connect(String app) {
    return AmfObject.object()
        .put("app", app)
        .put("type", "nonprivate")
        .put("flashVer", "FMLE/3.0 (compatible; Test)")
        .put("tcUrl", "rtmp://127.0.0.1:1935/" + app);
  }

  private List<String> heard() {
    return script.application.lines;
  }

  @Test
  void ffmpegPublishes() {
    script.handshake().command(0, Command.of("connect", 1, connect("live")));
    assertThat(script.answers())
        .containsExactly(
            "WindowSize 2500000",
            "PeerBandwidth 2147483647",
            "StreamBegin 0",
            "SetChunkSize 65536",
            "_result 1 {fmsVer=FMS/3,0,1,123, capabilities=31.0, mode=1.0}"
                + " status NetConnection.Connect.Success");

    script.chunkSize(65_536);
    script.command(0, Command.of("releaseStream", 2, null, "me?key=x"));
    script.command(0, Command.of("FCPublish", 3, null, "me?key=x"));
    script.command(0, Command.of("createStream", 4, (Object) null));
    assertThat(script.answers())
        .containsExactly("_result 2 null null", "_result 3 null null", "_result 4 null 1.0");

    script.command(1, Command.of("publish", 5, null, "me?key=x", "live"));
    assertThat(script.answers())
        .containsExactly("StreamBegin 1", "onStatus null status NetStream.Publish.Start on 1");

    AmfObject meta = AmfObject.ecmaArray().put("width", 640.0);
    script.command(1, Command.of("ignored", 0));
    Data frame = new Data("@setDataFrame", List.of("onMetaData", meta));
    ByteBuf body = Unpooled.buffer();
    frame.writeTo(body);
    script.message(4, 18, 1, 0, body);
    script.media(9, 0, "17 00 000000 01");
    script.media(8, 23, "af 01 21");
    script.command(0, Command.of("FCUnpublish", 6, null, "me?key=x"));
    script.media(8, 46, "af 01 22");
    script.command(0, Command.of("deleteStream", 7, null, 1.0));

    assertThat(heard()).hasSize(6);
    assertThat(heard().subList(0, 2)).containsExactly("publish live/me", "publishing");
    assertThat(heard().get(2)).startsWith("data 18 @0 02000a6f6e4d65746144617461");
    assertThat(heard().subList(3, 6))
        .containsExactly(
            "media 9 @0 170000000001",
            "media 8 @23 af0121",
            "publisher closed: UNPUBLISHED: the publisher ended the stream");
    assertThat(script.application.publishRequest.query()).isEqualTo(Map.of("key", "x"));
    assertThat(script.answers())
        .containsExactly(
            "onStatus null status NetStream.Unpublish.Success on 1", "_result 6 null null");
  }

  @Test
  void obsSetsItsChunkSizeFirst() {
    script.handshake().chunkSize(4096);
    script.command(0, Command.of("connect", 1, connect("live")));
    assertThat(script.answers()).last().asString().contains("Connect.Success");
    script.command(0, Command.of("releaseStream", 2, null, "me"));
    script.command(0, Command.of("FCPublish", 3, null, "me"));
    script.command(0, Command.of("createStream", 4, (Object) null));
    script.command(1, Command.of("publish", 5, null, "me", "live"));
    assertThat(script.answers()).last().asString().contains("Publish.Start");
  }

  @Test
  void gstWantsNoAnswersAndDeletesByName() {
    script.connected("live");
    script.command(0, Command.of("releaseStream", 0, null, "me"));
    script.command(0, Command.of("FCPublish", 0, null, "me"));
    assertThat(script.answers()).isEmpty();
    script.command(0, Command.of("createStream", 2, (Object) null));
    script.command(1, Command.of("publish", 3, null, "me", "live"));
    script.command(0, Command.of("deleteStream", 0, null, "me"));
    assertThat(heard()).last().asString().startsWith("publisher closed: UNPUBLISHED");
  }

  @Test
  void publishAsBareAsCanBe() {
    script.connected("live");
    script.command(0, Command.of("createStream", 2, (Object) null));
    script.command(1, Command.of("publish", 0, null, "me"));
    assertThat(script.answers()).last().asString().contains("Publish.Start");
  }

  @Test
  void mediaAheadOfALateAnswerWaits() {
    PublishOffer[] offers = new PublishOffer[1];
    script.application.onPublish = offer -> offers[0] = offer;
    script.connected("live");
    script.command(0, Command.of("createStream", 2, (Object) null));
    script.command(1, Command.of("publish", 3, null, "me", "live"));
    script.media(9, 0, "17 00 000000 01");
    script.control(new UserControl(UserControl.PING_REQUEST, 5));
    assertThat(heard()).containsExactly("publish live/me");

    offers[0].accept(script.application.new Publisher());
    assertThat(heard()).containsExactly("publish live/me", "publishing", "media 9 @0 170000000001");
    assertThat(script.answers()).last().isEqualTo("PingResponse 5");
  }

  @Test
  void aRefusedPublisherIsToldAndClosed() {
    script.application.onPublish = offer -> offer.refuse(StatusCode.PUBLISH_BAD_NAME, "taken");
    script.publishing();
    assertThat(script.channel.isOpen()).isFalse();
    assertThat(heard()).containsExactly("publish live/me");
  }

  @Test
  void aPublisherGoneBeforeTheAnswer() {
    PublishOffer[] offers = new PublishOffer[1];
    script.application.onPublish = offer -> offers[0] = offer;
    script.publishing();
    script.channel.close().syncUninterruptibly();
    offers[0].accept(script.application.new Publisher());
    assertThat(heard()).last().asString().startsWith("publisher closed: DISCONNECTED");
  }

  @Test
  void aPublisherThatHasHungUpIsReadToTheEnd() {
    script.publishing();
    script.channel.pipeline().fireUserEventTriggered(ChannelOutputShutdownEvent.INSTANCE);
    script.media(9, 40, "27 01");
    assertThat(heard()).last().isEqualTo("media 9 @40 2701");
  }

  @Test
  void aPlayerThatHasHungUpIsGone() {
    script.playing();
    script.channel.pipeline().fireUserEventTriggered(ChannelOutputShutdownEvent.INSTANCE);
    assertThat(heard()).last().isEqualTo("player closed");
  }

  @Test
  void ffmpegPlays() {
    script.connected("archive");
    script.control(new WindowSize(2_500_000));
    script.command(0, Command.of("createStream", 2, (Object) null));
    script.command(0, Command.of("getStreamLength", 3, null, "show"));
    script.command(1, Command.of("play", 4, null, "show", -2000.0));
    script.control(new UserControl(UserControl.SET_BUFFER_LENGTH, 1, 3000));

    assertThat(script.answers())
        .containsExactly(
            "_result 2 null 1.0",
            "_result 3 null 12.5",
            "StreamIsRecorded 1",
            "StreamBegin 1",
            "onStatus null status NetStream.Play.Reset on 1",
            "onStatus null status NetStream.Play.Start on 1",
            "|RtmpSampleAccess true true on 1");
    assertThat(heard())
        .containsExactly(
            "length of archive/show",
            "play archive/show from -2000 for -1",
            "playing",
            "buffer 3000");
    assertThat(script.application.lengthPeer).isEqualTo(script.application.playRequest.peer());
  }

  @Test
  void rtmpdumpSaysItsBufferBeforePlaying() {
    script.connected("archive");
    script.control(new UserControl(UserControl.SET_BUFFER_LENGTH, 0, 300));
    script.command(0, Command.of("createStream", 2, (Object) null));
    script.command(1, Command.of("play", 0, null, "live/show", 0.0, 5000.0));
    script.control(new UserControl(UserControl.SET_BUFFER_LENGTH, 1, 36_000_000));

    assertThat(heard())
        .containsExactly(
            "play archive/live/show from 0 for 5000", "playing", "buffer 300", "buffer 36000000");
  }

  @Test
  void seekPauseAndTheEnd() {
    script.playing();
    script.command(1, Command.of("seek", 0, null, -5.0));
    assertThat(script.answers())
        .containsExactly(
            "StreamEOF 1",
            "StreamIsRecorded 1",
            "StreamBegin 1",
            "onStatus null status NetStream.Seek.Notify on 1",
            "onStatus null status NetStream.Play.Start on 1");
    script.command(1, Command.of("pause", 0, null, true, 1000.0));
    assertThat(script.answers())
        .containsExactly("onStatus null status NetStream.Pause.Notify on 1");
    script.command(1, Command.of("pauseRaw", 0, null, false, 1000.0));
    assertThat(script.answers())
        .containsExactly("StreamBegin 1", "onStatus null status NetStream.Unpause.Notify on 1");
    script.command(1, Command.of("pause", 0, null, null, Double.NaN));
    script.application.player.complete(12, 34);
    script.application.player.flush();
    assertThat(script.answers())
        .containsExactly(
            "onStatus null status NetStream.Pause.Notify on 1",
            "onPlayStatus status NetStream.Play.Complete on 1",
            "onStatus null status NetStream.Play.Stop on 1",
            "StreamEOF 1");
    script.command(1, Command.of("closeStream", 0, (Object) null));
    assertThat(heard())
        .endsWith("seek 0", "pause at 1000", "go on at 1000", "pause at 0", "player closed");
    script.command(1, Command.of("play", 0, null, "other"));
    assertThat(heard()).contains("play archive/other from -2000 for -1");
  }

  @Test
  void whatIsNotThereIsNotFoundAndTheConnectionStays() {
    script.application.onPlay =
        offer -> offer.refuse(StatusCode.PLAY_STREAM_NOT_FOUND, "no such show");
    script.connected("archive");
    script.command(0, Command.of("createStream", 2, (Object) null));
    script.command(1, Command.of("play", 3, null, "none"));
    script.command(1, Command.of("play", 3, null, "../../etc/passwd"));
    assertThat(script.answers())
        .containsExactly(
            "_result 2 null 1.0",
            "onStatus null error NetStream.Play.StreamNotFound on 1",
            "onStatus null error NetStream.Play.StreamNotFound on 1");
    assertThat(script.channel.isOpen()).isTrue();
  }

  @Test
  void unknownCommandsAreAnsweredAndTolerated() {
    script.connected("live");
    script.command(0, Command.of("getStats", 9, (Object) null));
    script.command(0, Command.of("_checkbw", 10, (Object) null));
    script.command(0, Command.of("silent", 0, (Object) null));
    script.command(7, Command.of("play", 11, null, "x"));
    script.command(0, Command.of("FCSubscribe", 12, null, "x"));
    assertThat(script.answers())
        .containsExactly(
            "_error 9 null error NetConnection.Call.Failed",
            "_result 10 null null",
            "_error 11 null error NetConnection.Call.Failed",
            "onFCSubscribe null  NetStream.Play.Start");
    assertThat(script.channel.isOpen()).isTrue();
  }

  @Test
  void enhancedCapabilitiesAreAnsweredAndPassedOn() {
    AmfObject object =
        connect("live")
            .put("fourCcList", List.of("av01", "hvc1"))
            .put("audioFourCcInfoMap", AmfObject.object().put("*", 4.0))
            .put("capsEx", 3.0);
    script.handshake().command(0, Command.of("connect", 1, object));
    script.command(0, Command.of("createStream", 2, (Object) null));
    script.command(1, Command.of("publish", 3, null, "me"));

    assertThat(script.application.publishRequest.peer().caps().video())
        .isEqualTo(Map.of("av01", 1, "hvc1", 1));
    assertThat(script.application.publishRequest.peer().caps().audio()).containsEntry("*", 4);
    assertThat(script.application.publishRequest.peer().caps().extensions()).isEqualTo(3);
  }

  @Test
  void strangeMessagesAreDropped() {
    script.publishing();
    script.message(3, 99, 1, 0, Unpooled.wrappedBuffer(new byte[] {1, 2, 3}));
    script.message(3, 20, 1, 0, Unpooled.wrappedBuffer(new byte[] {5}));
    script.message(3, 18, 1, 0, Unpooled.wrappedBuffer(new byte[] {5}));
    script.message(2, 4, 0, 0, Unpooled.wrappedBuffer(new byte[] {0, 99}));
    script.message(2, 3, 0, 0, Unpooled.wrappedBuffer(new byte[] {1}));
    script.media(8, 0, "");
    script.media(8, 1, "af");
    assertThat(heard()).endsWith("publishing", "media 8 @0 ", "media 8 @1 af");
    assertThat(script.channel.isOpen()).isTrue();
  }
}
