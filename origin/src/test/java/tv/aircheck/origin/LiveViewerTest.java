package tv.aircheck.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tv.aircheck.flv.OnMetaData;
import tv.aircheck.flv.amf.AmfObject;
import tv.aircheck.relay.EndReason;
import tv.aircheck.rtmp.RtmpMessage;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.GeneratedTag;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.ManualClock;

@ExtendWith(LeakGuard.class)
class LiveViewerTest {
  private final ManualClock clock = ManualClock.atSomeTime();
  private final World world = Fixtures.world(clock);
  private final LiveChannel channel = new LiveChannel("live", "one");
  private final TestSink sink = new TestSink();
  private Desk desk = desk(OriginSettings.defaults("o"));

  private Desk desk(OriginSettings settings) {
    Takes takes = new Takes(settings, world, OriginListener.NONE);
    return new Desk(settings, world, takes, OriginListener.NONE);
  }

  @AfterEach
  void free() {
    desk.takes().close();
  }

  private TakeWriter publish(GeneratedLog log, long fromMs, long toMs) {
    TakeWriter writer = new TakeWriter(desk, channel);
    send(writer, log, fromMs, toMs);
    return writer;
  }

  private static void send(TakeWriter writer, GeneratedLog log, long fromMs, long toMs) {
    for (GeneratedTag tag : log.tags()) {
      boolean due = tag.timestampMs() >= fromMs && tag.timestampMs() < toMs;
      if (due && tag.type() == 18) {
        writer.data(RtmpMessage.of(18, (int) tag.timestampMs(), tag.body()));
      } else if (due) {
        writer.media(RtmpMessage.of(tag.type(), (int) tag.timestampMs(), tag.body()));
      }
    }
    writer.commit();
  }

  @Test
  void startsAtTheLastKeyframeWithMetadataAndHeaders() {
    TakeWriter writer = publish(GeneratedLog.of(LogShape.plain(1, 20_000)), 0, 5_000);
    new LiveViewer(desk, channel, sink).pull();
    assertThat(sink.lines.subList(0, 6))
        .containsExactly(
            "start audio video",
            "metadata 0",
            "video-header 0",
            "audio-header 0",
            "keyframe 4000",
            "audio 4017");
    writer.end(EndReason.UNPUBLISHED);
  }

  @Test
  void aBrowsersClockStartsAtZero() {
    TakeWriter writer = publish(GeneratedLog.of(LogShape.plain(2, 20_000)), 0, 5_000);
    sink.startsAtZero = true;
    new LiveViewer(desk, channel, sink).pull();
    assertThat(sink.lines.get(4)).isEqualTo("keyframe 0");
    writer.end(EndReason.UNPUBLISHED);
  }

  /** Its header is sent. */
  private static GeneratedLog turnToHevc(TakeWriter writer) {
    LogShape shape = LogShape.plain(12, 2_000).withFirstTimestampMs(3_000);
    GeneratedLog other = GeneratedLog.of(shape.withVideo(shape.video().asHevc()));
    GeneratedTag header = other.tags(GeneratedTag.Kind.VIDEO_HEADER).get(0);
    writer.media(RtmpMessage.of(header.type(), (int) header.timestampMs(), header.body()));
    writer.commit();
    return other;
  }

  @Test
  void aBrowserJoinsAtTheFirstKeyframeOfANewCodec() {
    TakeWriter writer = publish(GeneratedLog.of(LogShape.plain(11, 3_000)), 0, 3_000);
    GeneratedLog other = turnToHevc(writer);
    sink.startsAtZero = true;
    LiveViewer viewer = new LiveViewer(desk, channel, sink);
    viewer.pull();
    assertThat(sink.lines).isEmpty();
    send(writer, other, 3_000, 4_000);
    viewer.pull();
    assertThat(sink.lines).startsWith("start audio video").contains("keyframe 0");
    writer.end(EndReason.UNPUBLISHED);
  }

  @Test
  void whoIsTiredOfWaitingForThatSeesTheEndOfTheOldOne() {
    TakeWriter writer = publish(GeneratedLog.of(LogShape.plain(11, 3_000)), 0, 3_000);
    turnToHevc(writer);
    sink.startsAtZero = true;
    LiveViewer viewer = new LiveViewer(desk, channel, sink);
    viewer.pull();
    clock.advanceMs(desk.settings().viewers().patience().toMillis());
    viewer.pull();
    assertThat(sink.videoCodec).isEqualTo(7);
    writer.end(EndReason.UNPUBLISHED);
  }

  @Test
  void onlyTracksThatAreThereAreAnnounced() {
    GeneratedLog log = GeneratedLog.of(LogShape.videoOnly(3, 5_000));
    TakeWriter writer = publish(log, 0, 500);
    LiveViewer viewer = new LiveViewer(desk, channel, sink);
    viewer.pull();
    assertThat(sink.lines).isEmpty();
    send(writer, log, 500, 2_000);
    viewer.pull();
    assertThat(sink.lines).first().isEqualTo("start video");
    writer.end(EndReason.UNPUBLISHED);
  }

  @Test
  void followsTheLogToTheEnd() {
    GeneratedLog log = GeneratedLog.of(LogShape.plain(4, 10_000));
    TakeWriter writer = publish(log, 0, 2_000);
    LiveViewer viewer = new LiveViewer(desk, channel, sink);
    viewer.pull();
    for (long ms = 2_000; ms < 10_000; ms += 500) {
      send(writer, log, ms, ms + 500);
      viewer.pull();
    }
    assertThat(sink.lines).hasSize(log.tags().size() + 1);
    assertThat(sink.times).isSorted();
    writer.end(EndReason.UNPUBLISHED);
  }

  @Test
  void aSlowOneSkipsToTheNewestKeyframeWithHeadersBeforeIt() {
    ViewerLimits limits = new ViewerLimits(1 << 20, Duration.ofSeconds(5), Duration.ofSeconds(2));
    desk = desk(OriginSettings.defaults("o").withViewers(limits));
    GeneratedLog log = GeneratedLog.of(LogShape.plain(5, 30_000));
    TakeWriter writer = publish(log, 0, 2_000);
    LiveViewer viewer = new LiveViewer(desk, channel, sink);
    viewer.pull();
    sink.writable = false;
    sink.lines.clear();
    send(writer, log, 2_000, 21_000);
    viewer.pull();
    assertThat(sink.lines).isEmpty();
    sink.writable = true;
    viewer.pull();
    assertThat(sink.lines.subList(0, 3))
        .containsExactly("video-header 20000", "audio-header 20000", "keyframe 20000");
    assertThat(sink.times).isSorted();
    writer.end(EndReason.UNPUBLISHED);
  }

  @Test
  void aPublisherWhoComesBackIsAnnouncedAndTimeGoesOn() {
    GeneratedLog log = GeneratedLog.of(LogShape.plain(6, 3_000));
    PublishSession first = claim();
    TakeWriter before = publish(log, 0, 3_000);
    LiveViewer viewer = new LiveViewer(desk, channel, sink);
    viewer.pull();
    before.end(EndReason.DISCONNECTED);
    channel.release(first, false, world.tickMs());
    clock.advance(Duration.ofSeconds(5));
    viewer.pull();
    assertThat(sink.lines).doesNotContain("over", "back");

    PublishSession second = claim();
    TakeWriter again = publish(log, 0, 3_000);
    viewer.pull();
    int back = sink.lines.indexOf("back");
    assertThat(sink.lines.get(back + 1)).startsWith("metadata 30");
    assertThat(sink.times).isSorted();
    again.end(EndReason.UNPUBLISHED);
    channel.release(second, true, world.tickMs());
    viewer.pull();
    assertThat(sink.lines).endsWith("over");
  }

  private PublishSession claim() {
    PublishSession session = new PublishSession(desk, channel, null);
    assertThat(channel.claim(session, world.tickMs()).granted()).isTrue();
    return session;
  }

  @Test
  void afterTheGraceItIsOver() {
    PublishSession session = claim();
    publish(GeneratedLog.of(LogShape.plain(7, 3_000)), 0, 3_000).end(EndReason.DISCONNECTED);
    LiveViewer viewer = new LiveViewer(desk, channel, sink);
    viewer.pull();
    channel.release(session, false, world.tickMs());
    clock.advance(Duration.ofSeconds(11));
    viewer.pull();
    viewer.pull();
    assertThat(sink.lines.stream().filter("over"::equals)).hasSize(1);
  }

  @Test
  void aRollIsNotNoticed() {
    RollRule rule = new RollRule(Duration.ofSeconds(5), null, ZoneId.of("UTC"));
    desk = desk(OriginSettings.defaults("o").withRoll(rule).withGroups(Set.of("r")));
    GeneratedLog log = GeneratedLog.of(LogShape.plain(8, 12_000));
    TakeWriter writer = publish(log, 0, 2_500);
    LiveViewer viewer = new LiveViewer(desk, channel, sink);
    viewer.pull();
    send(writer, log, 2_500, 12_000);
    viewer.pull();
    assertThat(sink.lines).doesNotContain("back").contains("keyframe 10000");
    List<Long> expected =
        log.tags().stream().map(GeneratedTag::timestampMs).filter(ms -> ms >= 2_000).toList();
    List<Long> frames = sink.times.stream().filter(ms -> ms > 0).toList();
    assertThat(frames).isSorted().containsAll(expected).hasSize(expected.size() + 3);
    writer.end(EndReason.UNPUBLISHED);
  }

  private void data(TakeWriter writer, AmfObject metadata) {
    ByteBuf body = Unpooled.buffer();
    new OnMetaData(metadata).writeBody(body);
    writer.data(RtmpMessage.of(18, 0, body));
  }

  private static void media(TakeWriter writer, int type, int ms, int... body) {
    ByteBuf buf = Unpooled.buffer();
    for (int b : body) {
      buf.writeByte(b);
    }
    writer.media(RtmpMessage.of(type, ms, buf));
    writer.commit();
  }

  @Test
  void nothingIsToldOfTheFileThatThePublisherPlays() {
    TakeWriter writer = new TakeWriter(desk, channel);
    data(
        writer,
        AmfObject.ecmaArray()
            .put("duration", 60.0)
            .put("filesize", 1e6)
            .put("width", 640.0)
            .put("audiocodecid", 0.0)
            .put("videocodecid", 7.0));
    for (int ms = 0; ms < 2_000; ms += 26) {
      media(writer, 8, ms, 0x2F, 0xFF, 0xFB, 0x90, 0);
    }
    new LiveViewer(desk, channel, sink).pull();
    assertThat(sink.lines).startsWith("start audio", "metadata 0");
    assertThat(sink.told.fields())
        .isEqualTo(AmfObject.ecmaArray().put("width", 640.0).put("audiocodecid", 2.0));
    writer.end(EndReason.UNPUBLISHED);
  }

  @Test
  void whoBeginsAgainGetsTheNewestKeyframeOnceMore() {
    TakeWriter writer = publish(GeneratedLog.of(LogShape.plain(9, 20_000)), 0, 5_000);
    LiveViewer viewer = new LiveViewer(desk, channel, sink);
    viewer.pull();
    sink.lines.clear();
    viewer.restart();
    assertThat(sink.lines).startsWith("video-header 4000", "audio-header 4000", "keyframe 4000");
    sink.lines.clear();
    viewer.pause();
    viewer.restart();
    assertThat(sink.lines).isEmpty();
    viewer.unpause();
    assertThat(sink.lines).startsWith("video-header 4000", "audio-header 4000", "keyframe 4000");
    writer.end(EndReason.UNPUBLISHED);
  }

  @Test
  void whoPausesBeforeTheFirstFrameStaysPaused() {
    GeneratedLog log = GeneratedLog.of(LogShape.plain(10, 5_000));
    LiveViewer viewer = new LiveViewer(desk, channel, sink);
    viewer.pause();
    TakeWriter writer = publish(log, 0, 5_000);
    viewer.pull();
    assertThat(sink.lines).isEmpty();
    viewer.unpause();
    assertThat(sink.lines).startsWith("start audio video");
    writer.end(EndReason.UNPUBLISHED);
  }
}
