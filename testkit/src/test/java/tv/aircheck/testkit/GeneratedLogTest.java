package tv.aircheck.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tv.aircheck.testkit.GeneratedTag.Kind;

class GeneratedLogTest {

  @Test
  void equalShapesGiveEqualBytes() {
    LogShape shape = LogShape.plain(7, 5_000);

    assertThat(GeneratedLog.of(shape).bytes()).isEqualTo(GeneratedLog.of(shape).bytes());
    assertThat(GeneratedLog.of(shape).bytes())
        .isNotEqualTo(GeneratedLog.of(LogShape.plain(8, 5_000)).bytes());
  }

  @Test
  void positionsAreThoseOfTheBytes() {
    GeneratedLog log = GeneratedLog.of(LogShape.plain(1, 3_000));

    List<String> lines = FlvText.ofLog(log.bytes(), 0);

    assertThat(log.bytes().readableBytes()).isEqualTo((int) log.length());
    assertThat(lines).hasSameSizeAs(log.tags());
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i)).startsWith(log.tags().get(i).position() + " ");
    }
  }

  @Test
  void keyframesComeAtTheGopAndNotInADrought() {
    VideoShape video = VideoShape.plain().withoutKeyframes(3_000, 9_500);

    GeneratedLog log = GeneratedLog.of(LogShape.videoOnly(1, 14_000).withVideo(video));

    assertThat(log.tags(Kind.KEYFRAME))
        .extracting(GeneratedTag::timestampMs)
        .containsExactly(0L, 2_000L, 9_520L, 10_000L, 12_000L);
  }

  @Test
  void timesNeverRunBackwardsInATrackAndPicturesAreShownInOrder() {
    VideoShape video = VideoShape.plain().withBFrames(2);

    GeneratedLog log = GeneratedLog.of(LogShape.videoOnly(1, 1_800).withVideo(video));

    List<Long> shown =
        log.tags().stream()
            .filter(tag -> !tag.kind().isHeader())
            .map(tag -> tag.timestampMs() + tag.body().getMedium(2))
            .sorted()
            .toList();
    assertThat(shown).doesNotHaveDuplicates();
    assertThat(log.tags()).extracting(GeneratedTag::timestampMs).isSorted();
  }

  @Test
  void headersChangeWhenToldTo() {
    VideoShape video = VideoShape.plain().withNewHeaderEveryMs(4_000);

    GeneratedLog log = GeneratedLog.of(LogShape.plain(1, 9_000).withVideo(video));

    List<GeneratedTag> headers = log.tags(Kind.VIDEO_HEADER);
    assertThat(headers).extracting(GeneratedTag::timestampMs).containsExactly(0L, 4_000L, 8_000L);
    assertThat(headers.get(1).body()).isNotEqualTo(headers.get(0).body());
  }

  @Test
  void runsLaidEndToEndAreTheLog() {
    GeneratedLog log = GeneratedLog.of(LogShape.audioOnly(3, 4_000));
    ByteBuf joined = Unpooled.buffer();

    log.randomRuns(new Random(5), 9).forEach(joined::writeBytes);

    assertThat(joined).isEqualTo(log.bytes());
  }

  @Test
  void timestampsBeyond24BitsKeepTheirHighByte() {
    long late = 0xFFFF_FF00L;

    GeneratedLog log = GeneratedLog.of(LogShape.audioOnly(3, 100).withFirstTimestampMs(late));

    assertThat(FlvText.ofLog(log.bytes(), 0)).allMatch(line -> line.contains(" 429496"));
  }
}
