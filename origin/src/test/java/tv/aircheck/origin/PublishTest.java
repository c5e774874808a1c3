package tv.aircheck.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tv.aircheck.flv.TimestampRepair;
import tv.aircheck.rtmp.CloseReason;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.GeneratedTag;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.ManualClock;
import tv.aircheck.testkit.VideoShape;

@ExtendWith(LeakGuard.class)
class PublishTest {
  private final ManualClock clock = ManualClock.atSomeTime();
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
  private final EventLoop loop = loops.next();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private Origin origin = open(OriginSettings.defaults("o"));

  private Origin open(OriginSettings settings) {
    OriginListener listener =
        new OriginListener() {
          @Override
          public void takeEnded(String channel, String takeId, String reason, long bytes) {
            events.add(channel + " " + reason + " " + bytes);
          }

          @Override
          public void windowLost(String channel, String takeId, long bytes) {
            events.add(channel + " LOST " + bytes);
          }

          @Override
          public void mediaDropped(String channel, String why) {
            events.add(why);
          }

          @Override
          public void timestampRepaired(String channel, TimestampRepair repair) {
            events.add(repair.name());
          }
        };
    Set<String> groups = Set.of("recorder");
    return new Origin(settings.withGroups(groups), Fixtures.world(clock), listener);
  }

  private void reopen(OriginSettings settings) {
    origin.close();
    origin = open(settings);
  }

  @AfterEach
  void stop() {
    loop.submit(() -> {}).syncUninterruptibly();
    origin.close();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private List<Take> takes() {
    List<Take> takes = new ArrayList<>(origin.takes().all());
    takes.sort(Comparator.comparing(Take::id));
    return takes;
  }

  private static byte[] bytes(Take take) {
    LogBatch batch = take.log().read(0, 0, Long.MAX_VALUE);
    return Fixtures.takeBytes(batch.runs());
  }

  @Test
  void theLogIsWhatWasPublished() {
    GeneratedLog log = GeneratedLog.of(LogShape.plain(1, 10_000));
    TestPublisher publisher = TestPublisher.publish(origin, loop, "one");
    publisher.send(log.tags(), 3_600_000);
    publisher.end(CloseReason.Kind.UNPUBLISHED);
    assertThat(bytes(takes().get(0))).isEqualTo(ByteBufUtil.getBytes(log.bytes()));
    assertThat(events).containsExactly("live/one UNPUBLISHED " + log.length());
    assertThat(origin.isLive("live", "one")).isFalse();
  }

  @Test
  void metadataAloneMakesNoTake() {
    GeneratedLog log = GeneratedLog.of(LogShape.plain(2, 1_000));
    TestPublisher publisher = TestPublisher.publish(origin, loop, "one");
    publisher.send(log.tags().subList(0, 1));
    assertThat(origin.isLive("live", "one")).isTrue();
    publisher.end(CloseReason.Kind.UNPUBLISHED);
    assertThat(takes()).isEmpty();
  }

  @Test
  void framesBeforeTheirHeaderAndEmptyMessagesAreDroppedAndCounted() {
    TestPublisher publisher = TestPublisher.publish(origin, loop, "one");
    publisher.send(9, 0, (byte) 0x27, (byte) 1, (byte) 0, (byte) 0, (byte) 0, (byte) 5);
    publisher.send(8, 0, (byte) 0xAF, (byte) 1, (byte) 5);
    publisher.send(8, 0);
    assertThat(events)
        .containsExactly("video before its header", "audio before its header", "empty message");
    publisher.end(CloseReason.Kind.DISCONNECTED);
  }

  private String refusal(String name, Map<String, String> query) {
    return TestPublisher.publish(origin, loop, name, "10.0.0.1", query).refusal();
  }

  @Test
  void aBusyChannelIsRefused() {
    GeneratedLog log = GeneratedLog.of(LogShape.plain(3, 1_000));
    TestPublisher first = TestPublisher.publish(origin, loop, "one");
    first.send(log.tags());
    TestPublisher second = TestPublisher.publish(origin, loop, "one");
    assertThat(second.refusal()).contains("NetStream.Publish.BadName").contains("another");
    assertThat(first.isClosed()).isFalse();
    first.end(CloseReason.Kind.UNPUBLISHED);
    assertThat(refusal("one", Map.of())).isNull();
  }

  @Test
  void oneWhoComesBackTakesOverFromItsSilentSelfAndTheLateEndChangesNothing() {
    GeneratedLog log = GeneratedLog.of(LogShape.plain(4, 1_000));
    TestPublisher first = TestPublisher.publish(origin, loop, "one");
    first.send(log.tags());
    clock.advance(Duration.ofSeconds(3));
    assertThat(TestPublisher.publish(origin, loop, "one", "10.9.9.9", Map.of()).refusal())
        .isNotNull();
    TestPublisher again = TestPublisher.publish(origin, loops.next(), "one");
    assertThat(again.refusal()).isNull();
    again.send(log.tags());
    Await.until("the first is closed", first::isClosed);
    first.end(CloseReason.Kind.DISCONNECTED);
    assertThat(origin.isLive("live", "one")).isTrue();
    assertThat(events).containsExactly("live/one TAKEN_OVER " + log.length());
    assertThat(takes()).hasSize(2);
    again.end(CloseReason.Kind.UNPUBLISHED);
  }

  @Test
  void anyOtherTakesOverFromOneWhoHasBeenSilentForLong() {
    TestPublisher.publish(origin, loop, "one").send(GeneratedLog.of(LogShape.plain(5, 500)).tags());
    clock.advance(Duration.ofSeconds(9));
    TestPublisher other = TestPublisher.publish(origin, loop, "one", "10.9.9.9", Map.of());
    assertThat(other.refusal()).isNull();
    other.end(CloseReason.Kind.UNPUBLISHED);
  }

  @Test
  void aPublisherWithoutMediaIsClosed() {
    PublishRules hasty =
        new PublishRules(
            Duration.ofSeconds(1), Duration.ofMillis(400), Duration.ofSeconds(1), Duration.ZERO);
    reopen(OriginSettings.defaults("o").withPublish(hasty));
    TestPublisher publisher = TestPublisher.publish(origin, loop, "one");
    clock.advance(Duration.ofSeconds(31));
    Await.until("it is closed", publisher::isClosed);
    assertThat(origin.isLive("live", "one")).isFalse();
  }

  @Test
  void aLongTakeIsRolledAtAKeyframe() {
    RollRule rule = new RollRule(Duration.ofSeconds(5), null, ZoneId.of("UTC"));
    reopen(OriginSettings.defaults("o").withRoll(rule));
    GeneratedLog log = GeneratedLog.of(LogShape.plain(6, 11_000));
    TestPublisher publisher = TestPublisher.publish(origin, loop, "one");
    publisher.send(log.tags());
    publisher.end(CloseReason.Kind.UNPUBLISHED);

    assertThat(takes()).hasSize(2);
    Take first = takes().get(0);
    Take second = takes().get(1);
    assertThat(second.identity().previousTakeId()).isEqualTo(first.id());
    assertThat(events.get(0)).startsWith("live/one ROLLED");
    TestSink whole = new TestSink();
    whole.tags(Unpooled.wrappedBuffer(bytes(first)), 0);
    int before = whole.lines.size();
    whole.tags(Unpooled.wrappedBuffer(bytes(second)), 6_000);
    assertThat(whole.lines.subList(before, before + 4))
        .containsExactly(
            "metadata 6000", "video-header 6000", "audio-header 6000", "keyframe 6000");
    assertThat(whole.lines).hasSize(log.tags().size() + 3);
    assertThat(whole.times).isSorted();
    assertThat(events).doesNotContain("JUMP_BACK", "JUMP_AHEAD", "CLAMPED");
  }

  @Test
  void theDayIsSplitAtTheNextKeyframe() {
    clock.setWallClock(Instant.parse("2026-11-22T04:59:58Z"));
    RollRule rule =
        new RollRule(Duration.ofHours(12), LocalTime.of(6, 0), ZoneId.of("Europe/Oslo"));
    reopen(OriginSettings.defaults("o").withRoll(rule));
    GeneratedLog log = GeneratedLog.of(LogShape.plain(7, 6_000));
    TestPublisher publisher = TestPublisher.publish(origin, loop, "one");
    for (GeneratedTag tag : log.tags()) {
      clock.setWallClock(Instant.parse("2026-11-22T04:59:58Z").plusMillis(tag.timestampMs()));
      publisher.send(List.of(tag));
    }
    publisher.end(CloseReason.Kind.UNPUBLISHED);
    assertThat(takes()).hasSize(2);
    assertThat(events.get(0)).startsWith("live/one DAILY");
    assertThat(takes().get(1).identity().startedAtMs())
        .isEqualTo(Instant.parse("2026-11-22T05:00:00Z").toEpochMilli());
  }

  @Test
  void onlyOneWhoRunsAheadWaitsForARecorderThatLags() {
    reopen(
        OriginSettings.defaults("o")
            .withWindow(new WindowLimits(200_000, 1 << 30, Duration.ofMinutes(5))));
    GeneratedLog log = GeneratedLog.of(LogShape.plain(8, 40_000));
    TestPublisher publisher = TestPublisher.publish(origin, loop, "one");
    publisher.send(log.tags().subList(0, log.tags().size() / 2));
    Take take = takes().get(0);
    assertThat(publisher.isPaused()).isEqualTo(take.log().unacknowledged() > 100_000).isTrue();
    take.log().acknowledge("recorder", take.log().end());
    Await.until("it goes on", () -> !publisher.isPaused());

    clock.advance(Duration.ofSeconds(40));
    publisher.send(log.tags().subList(log.tags().size() / 2, log.tags().size()));
    assertThat(publisher.isPaused()).isFalse();
    publisher.end(CloseReason.Kind.UNPUBLISHED);
  }

  @Test
  void aRecorderThatIsStuckIsNotWaitedForForLong() {
    HoldBack hold = new HoldBack(5_000, 0);
    assertThat(hold.decide(0, 60_000, 0, 600, 1_000)).isTrue();
    assertThat(hold.decide(HoldBack.STUCK_MS, 60_000, 0, 600, 1_000)).isFalse();
    assertThat(hold.decide(HoldBack.STUCK_MS + 100, 61_000, 0, 700, 1_000)).isFalse();
    assertThat(hold.decide(HoldBack.STUCK_MS + 200, 62_000, 50, 700, 1_000)).isTrue();
  }

  @Test
  void oneOfAHighRateWaitsBeforeItIsFarAhead() {
    HoldBack hold = new HoldBack(5_000, 0);
    assertThat(hold.decide(0, 4_000, 0, 510, 1_000)).isFalse();
    assertThat(hold.decide(0, 900, 0, 900, 1_000)).as("jitter").isFalse();
    assertThat(hold.decide(0, 1_500, 0, 900, 1_000)).isTrue();
  }

  @Test
  void aNodeTakesNoMoreStreamsThanItHasMemoryFor() {
    WindowLimits window = new WindowLimits(3 << 19, 3 << 19, Duration.ofMinutes(5));
    reopen(OriginSettings.defaults("o").withWindow(window));
    List<TestPublisher> publishers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      publishers.add(TestPublisher.publish(origin, loop, "n" + i));
      assertThat(publishers.get(i).refusal()).isNull();
    }
    TestPublisher fifth = TestPublisher.publish(origin, loop, "n4");
    assertThat(fifth.refusal())
        .contains("Rejected", "or 4 are on air", "origin.window.total-bytes");
    clock.advance(Duration.ofSeconds(3));
    assertThat(TestPublisher.publish(origin, loop, "n3").refusal())
        .as("one who comes back is not one more")
        .isNull();
    publishers.get(2).end(CloseReason.Kind.UNPUBLISHED);
    assertThat(TestPublisher.publish(origin, loop, "n5").refusal()).isNull();
  }

  @Test
  void noneIsLetInWhereThoseOnAirHaveTheMemory() {
    WindowLimits window = new WindowLimits(3 << 19, 3 << 19, Duration.ofMinutes(5));
    reopen(OriginSettings.defaults("o").withWindow(window));
    VideoShape large = VideoShape.plain().withFrameBytes(60_000);
    List<GeneratedTag> tags = GeneratedLog.of(LogShape.plain(9, 4_000).withVideo(large)).tags();
    TestPublisher one = TestPublisher.publish(origin, loop, "n0");
    tags.forEach(tag -> one.send(List.of(tag)));
    assertThat(TestPublisher.publish(origin, loop, "n1").refusal()).contains("is used up");
  }

  @Test
  void takesThatHaveEndedTakeNobodysPlaceAndAreBounded() {
    WindowLimits window = new WindowLimits(3 << 19, 3 << 19, Duration.ofMinutes(5));
    reopen(OriginSettings.defaults("o").withWindow(window));
    List<GeneratedTag> tags = GeneratedLog.of(LogShape.plain(9, 1_000)).tags();
    for (int i = 0; i < 12; i++) {
      TestPublisher publisher = TestPublisher.publish(origin, loop, "flapping");
      assertThat(publisher.refusal()).isNull();
      publisher.send(tags);
      publisher.end(CloseReason.Kind.UNPUBLISHED);
    }
    assertThat(takes()).hasSizeBetween(4, 6);
    assertThat(events).anyMatch(event -> event.contains("LOST"));
  }

  @Test
  void manyWhoSendAsFastAsTheyCanWaitForASlowRecorderAndLoseNothing() {
    WindowLimits window = new WindowLimits(8 << 20, 12 << 20, Duration.ofMinutes(5));
    reopen(OriginSettings.defaults("o").withWindow(window));
    VideoShape large = VideoShape.plain().withFrameBytes(20_000);
    List<GeneratedTag> tags = GeneratedLog.of(LogShape.plain(9, 16_000).withVideo(large)).tags();
    List<TestPublisher> publishers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      publishers.add(TestPublisher.publish(origin, loop, "n" + i));
    }
    int[] sent = new int[6];
    Random random = new Random(3);
    while (IntStream.of(sent).anyMatch(n -> n < tags.size())) {
      for (int turn = 0; turn < 200; turn++) {
        int i = random.nextInt(6);
        int to = Math.min(tags.size(), sent[i] + 5);
        if (!publishers.get(i).isPaused() && sent[i] < to) {
          publishers.get(i).send(tags.subList(sent[i], to));
          sent[i] = to;
        }
      }
      if (IntStream.range(0, 6)
          .allMatch(i -> publishers.get(i).isPaused() || sent[i] == tags.size())) {
        for (Take take : takes()) {
          take.log().acknowledge("recorder", take.log().end());
          take.log().trim(Fixtures.world(clock).tickMs());
        }
        Await.until("they go on", () -> publishers.stream().noneMatch(TestPublisher::isPaused));
      }
    }
    assertThat(events).noneMatch(event -> event.contains("LOST"));
    publishers.forEach(publisher -> publisher.end(CloseReason.Kind.UNPUBLISHED));
  }
}
