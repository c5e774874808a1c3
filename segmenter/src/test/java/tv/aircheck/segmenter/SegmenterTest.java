package tv.aircheck.segmenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tv.aircheck.segmenter.LogShapes.SECONDS;
import static tv.aircheck.segmenter.TestLog.TAKE;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.KeyframeTable;
import tv.aircheck.segmenter.MemorySink.Sealed;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.VideoShape;

@ExtendWith(LeakGuard.class)
class SegmenterTest {
  private final MemorySink sink = new MemorySink();

  private static Segmenter started(SegmenterSettings settings, SegmentSink sink) {
    Segmenter segmenter = new Segmenter(settings, TAKE, sink);
    segmenter.start(0, JoinPoint.start());
    return segmenter;
  }

  private List<Sealed> record(TestLog log) throws IOException {
    Segmenter segmenter = started(SegmenterSettings.DEFAULT, sink);
    log.feed(segmenter, 0, log.tags.size(), new Random(1));
    segmenter.end();
    segmenter.end();
    return sink.sealed;
  }

  @Test
  void aShowBecomesSegmentsOfTenSeconds() throws IOException {
    List<Sealed> segments = record(TestLog.of(LogShape.plain(1, 65_000)));
    assertThat(segments)
        .extracting(s -> s.summary().startMs())
        .containsExactly(0L, 10_000L, 20_000L, 30_000L, 40_000L, 50_000L, 60_000L);
    assertThat(segments).noneMatch(s -> s.summary().forced());
    assertThat(segments.get(3).head().before())
        .isEqualTo(new CutState(true, 28_000, segments.get(2).summary().endMs()));
  }

  @Test
  void theSummaryIsWhatTheFileHolds() throws IOException {
    Sealed segment = record(TestLog.of(LogShape.plain(1, 25_000))).get(1);
    SegmentSummary summary = segment.summary();
    byte[] bytes = segment.bytes();
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    assertThat(summary.crc32c()).isEqualTo((int) crc.getValue());
    assertThat(summary.fileBytes()).isEqualTo(bytes.length);
    assertThat(summary.endPosition() - summary.startPosition())
        .isEqualTo(bytes.length - summary.headBytes());
    assertThat(summary.endMs()).isBetween(19_960L, 20_000L);
    assertThat(summary.codecs().video()).startsWith("avc1.");
    assertThat(summary.codecs().audio()).isEqualTo("mp4a.40.2");

    KeyframeTable keyframes = KeyframeTable.decode(summary.keyframes());
    assertThat(keyframes.size()).isEqualTo(5);
    assertThat(keyframes.timeMs(0)).isEqualTo(10_000);
    assertThat(keyframes.position(0)).isEqualTo(summary.startPosition());
    int at = summary.headBytes() + (int) (keyframes.position(4) - summary.startPosition());
    assertThat(bytes[at]).isEqualTo((byte) 9);
    assertThat(keyframes.lastHeader()).as("headers only lead the log").isNegative();
  }

  @Test
  void theWallClockIsTheOriginsNotThePublishers() throws IOException {
    TestLog log = TestLog.of(LogShape.plain(3, 25_000));
    for (Sealed segment : record(log)) {
      LogMark mark = log.lastMarkUpTo(segment.summary().startPosition());
      long expected =
          mark == null
              ? TAKE.startedAtMs()
              : mark.wallClockMs() + segment.summary().startMs() - mark.timestampMs();
      assertThat(segment.summary().wallClockMs()).isEqualTo(expected);
    }
  }

  @Test
  void aForcedSegmentSaysSo() throws IOException {
    VideoShape endless = VideoShape.plain().withRate(25, 1_000_000);
    List<Sealed> segments = record(TestLog.of(LogShape.plain(1, 70_000).withVideo(endless)));
    assertThat(segments).extracting(s -> s.head().forced()).containsExactly(false, true);
    assertThat(segments.get(1).summary().startMs()).isBetween(60_000L, 60_040L);
    assertThat(KeyframeTable.decode(segments.get(1).summary().keyframes()).size()).isZero();
  }

  @Test
  void whatComesBeforeDamageIsKept() throws IOException {
    TestLog log = TestLog.of(LogShape.plain(1, 3_000));
    Segmenter segmenter = started(SECONDS, sink);
    ByteBuf run = log.run(0, 50).writeBytes(new byte[20]);
    assertThatThrownBy(() -> segmenter.append(0, run)).isInstanceOf(CorruptFlvException.class);
    assertThat(segmenter.position()).isEqualTo(log.positionOf(50));
    segmenter.end();
    Sealed last = sink.sealed.get(sink.sealed.size() - 1);
    assertThat(last.summary().endPosition()).isEqualTo(log.positionOf(50));
  }

  @Test
  void aRunOutOfPlaceIsAnError() throws IOException {
    TestLog log = TestLog.of(LogShape.plain(1, 1_000));
    Segmenter segmenter = started(SECONDS, sink);
    segmenter.append(0, log.run(0, 5));
    assertThatThrownBy(() -> segmenter.append(log.positionOf(6), log.run(6, 7)))
        .hasMessageContaining("stands at " + log.positionOf(5));
  }

  @Test
  void afterItsSinkFailedItDoesNoMore() throws IOException {
    TestLog log = TestLog.of(LogShape.plain(1, 1_000));
    SegmentSink full =
        new SegmentSink() {
          @Override
          public void begin(SegmentHead head, ByteBuf fileHead) throws IOException {
            throw new IOException("no space left on device");
          }

          @Override
          public void write(ByteBuf run, int from, int to) {}

          @Override
          public void seal(SegmentSummary summary) {}
        };
    Segmenter segmenter = started(SECONDS, full);
    assertThatThrownBy(() -> segmenter.append(0, log.run(0, 5))).hasMessageContaining("no space");
    assertThatThrownBy(segmenter::end).hasMessageContaining("FAILED");
  }

  @Test
  void aLogWithoutTagsLeavesNoFile() throws IOException {
    Segmenter segmenter = started(SECONDS, sink);
    segmenter.append(0, Unpooled.EMPTY_BUFFER);
    segmenter.end();
    assertThat(sink.sealed).isEmpty();
  }

  @Test
  void nothingIsAllocatedPerTag() throws IOException {
    TestLog log = TestLog.of(LogShape.plain(1, 9_000));
    ByteBuf heap = log.run(0, log.tags.size());
    // Leak detection takes notes of every access.
    ByteBuf run = new UnpooledByteBufAllocator(true, true).directBuffer().writeBytes(heap);
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    SegmentSink nowhere = new NullSink();
    Segmenter segmenter = started(new SegmenterSettings(1_000_000, 60), nowhere);
    long allocated = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      long before = thread.getCurrentThreadAllocatedBytes();
      segmenter.append(i * log.length(), run);
      allocated = Math.min(allocated, thread.getCurrentThreadAllocatedBytes() - before);
    }
    run.release();
    assertThat(allocated).as("for %s tags", log.tags.size()).isLessThan(4L * log.tags.size());
  }

  private static final class NullSink implements SegmentSink {
    @Override
    public void begin(SegmentHead head, ByteBuf fileHead) {}

    @Override
    public void write(ByteBuf run, int from, int to) {}

    @Override
    public void seal(SegmentSummary summary) {}
  }
}
