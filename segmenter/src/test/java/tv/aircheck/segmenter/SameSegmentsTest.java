package tv.aircheck.segmenter;

import static org.assertj.core.api.Assertions.assertThat;
import static tv.aircheck.segmenter.LogShapes.SECONDS;
import static tv.aircheck.segmenter.TestLog.TAKE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterTry;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.segmenter.MemorySink.Sealed;
import tv.aircheck.testkit.LeakGuard;

/**
 * The law: a segment is a function of the log. However a recorder comes by the log, it writes the
 * same files.
 */
@AddLifecycleHook(LeakGuard.class)
class SameSegmentsTest {
  private final Path file = newFile();

  @Provide
  Arbitrary<TestLog> logs() {
    return LogShapes.logs();
  }

  private static Path newFile() {
    try {
      return Files.createTempFile("segment", ".part");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterTry
  void deleteFile() throws IOException {
    Files.deleteIfExists(file);
  }

  /** One who saw everything, tag by tag. */
  private static List<Sealed> truth(TestLog log) throws IOException {
    MemorySink sink = new MemorySink();
    Segmenter segmenter = new Segmenter(SECONDS, TAKE, sink);
    segmenter.start(0, JoinPoint.start());
    for (int i = 0; i < log.tags.size(); i++) {
      for (LogMark mark : log.marks) {
        if (mark.position() == log.positionOf(i)) {
          segmenter.mark(mark);
        }
      }
      segmenter.append(log.positionOf(i), log.run(i, i + 1));
    }
    segmenter.end();
    return sink.sealed;
  }

  @Property(tries = 60)
  void howeverTheLogIsSplitIntoRuns(
      @ForAll("logs") TestLog log, @ForAll @LongRange(max = 1_000_000) long seed)
      throws IOException {
    MemorySink sink = new MemorySink();
    Segmenter segmenter = new Segmenter(SECONDS, TAKE, sink);
    segmenter.start(0, JoinPoint.start());
    log.feed(segmenter, 0, log.tags.size(), new Random(seed));
    segmenter.end();
    assertThat(sink.sealed).isEqualTo(truth(log));
  }

  @Property(tries = 100)
  void whereverItJoins(@ForAll("logs") TestLog log, @ForAll @LongRange(max = 1_000_000) long seed)
      throws IOException {
    Random random = new Random(seed);
    int from = log.tagAt(log.marks.get(random.nextInt(log.marks.size())).position());
    MemorySink sink = new MemorySink();
    Segmenter segmenter = new Segmenter(SECONDS, TAKE, sink);
    segmenter.start(log.positionOf(from), log.joinAt(from));
    log.feed(segmenter, from, log.tags.size(), random);
    segmenter.end();

    List<Sealed> truth = truth(log);
    assertThat(withStartFrom(truth, sink.sealed.get(0).head().startPosition() + 1))
        .as("joined at %s", log.tags.get(from).position())
        .isEqualTo(sink.sealed.subList(1, sink.sealed.size()));
    if (startsAt(truth, log.positionOf(from))) {
      assertThat(truth).contains(sink.sealed.get(0));
    }
  }

  private static List<Sealed> withStartFrom(List<Sealed> segments, long position) {
    return segments.stream().filter(s -> s.head().startPosition() >= position).toList();
  }

  private static boolean startsAt(List<Sealed> segments, long position) {
    return segments.stream().anyMatch(s -> s.head().startPosition() == position);
  }

  @Property(tries = 150)
  void whereverItStopsAndResumes(
      @ForAll("logs") TestLog log, @ForAll @LongRange(max = 1_000_000) long seed)
      throws IOException {
    Random random = new Random(seed);
    MemorySink before = new MemorySink();
    Segmenter stopped = new Segmenter(SECONDS, TAKE, before);
    stopped.start(0, JoinPoint.start());
    log.feed(stopped, 0, 1 + random.nextInt(log.tags.size()), random);
    byte[] whole = before.openBytes();
    byte[] torn = Arrays.copyOf(whole, random.nextInt(whole.length + 1));

    MemorySink after = new MemorySink();
    List<Sealed> truth = truth(log);
    try {
      Resumed resumed = resume(torn);
      assertThat(torn.length - resumed.fileBytes()).isBetween(0L, 1_000L);
      byte[] kept = Arrays.copyOf(torn, (int) resumed.fileBytes());
      after = new MemorySink(resumed.head(), kept);
      Segmenter segmenter = resume(torn, after).segmenter();
      LogMark last = log.lastMarkUpTo(resumed.position());
      if (last != null) {
        segmenter.mark(last);
      }
      int from =
          resumed.position() == log.length() ? log.tags.size() : log.tagAt(resumed.position());
      log.feed(segmenter, from, log.tags.size(), random);
      segmenter.end();
    } catch (CorruptFlvException tornHead) {
      long start = truth.get(before.sealed.size()).head().startPosition();
      int headBytes = truth.get(before.sealed.size()).summary().headBytes();
      assertThat(torn.length).isLessThan(headBytes);
      int from = log.tagAt(start);
      Segmenter segmenter = new Segmenter(SECONDS, TAKE, after);
      segmenter.start(start, log.joinAt(from));
      log.feed(segmenter, from, log.tags.size(), random);
      segmenter.end();
    }
    assertThat(before.sealed).isEqualTo(truth.subList(0, before.sealed.size()));
    assertThat(after.sealed).isEqualTo(truth.subList(before.sealed.size(), truth.size()));
  }

  private Resumed resume(byte[] torn) throws IOException {
    return resume(torn, new MemorySink());
  }

  private Resumed resume(byte[] torn, SegmentSink sink) throws IOException {
    Files.write(file, torn);
    return Segmenter.resume(SECONDS, FileChannel.open(file, StandardOpenOption.READ), sink);
  }

  @Property(tries = 60)
  void afterAHoleAsForOneWhoJoinedThere(
      @ForAll("logs") TestLog log, @ForAll @LongRange(max = 1_000_000) long seed)
      throws IOException {
    Random random = new Random(seed);
    int from = 1 + random.nextInt(log.tags.size() - 1);
    int to = log.tagAt(log.marks.get(random.nextInt(log.marks.size())).position());
    if (to <= from) {
      return;
    }
    MemorySink sink = new MemorySink();
    Segmenter segmenter = new Segmenter(SECONDS, TAKE, sink);
    segmenter.start(0, JoinPoint.start());
    log.feed(segmenter, 0, from, random);
    segmenter.gap(log.positionOf(to), log.joinAt(to));
    log.feed(segmenter, to, log.tags.size(), random);
    segmenter.end();

    long hole = log.positionOf(from);
    long holeEnd = log.positionOf(to);
    List<Sealed> truth = truth(log);
    List<Sealed> ahead = truth.stream().filter(s -> s.summary().endPosition() <= hole).toList();
    assertThat(sink.sealed.subList(0, ahead.size())).isEqualTo(ahead);
    assertThat(withStartFrom(sink.sealed, holeEnd + 1))
        .isEqualTo(withStartFrom(truth, holeEnd + 1));
    assertThat(startsAt(sink.sealed, holeEnd)).isTrue();
    assertThat(sink.sealed)
        .noneMatch(s -> s.summary().startPosition() < hole && s.summary().endPosition() > hole);
  }

  @Property(tries = 40)
  void aFileAloneTellsWhatItIs(@ForAll("logs") TestLog log) throws IOException {
    for (Sealed segment : truth(log)) {
      Files.write(file, segment.bytes());
      SegmentScan scan = SegmentScan.of(FileChannel.open(file, StandardOpenOption.READ));
      assertThat(scan.head()).isEqualTo(segment.head());
      assertThat(scan.summary()).isEqualTo(segment.summary());
      assertThat(scan.damage()).isNull();
    }
  }

  @Property(tries = 40)
  void segmentsLaidEndToEndAreTheLog(@ForAll("logs") TestLog log) throws IOException {
    long position = 0;
    StringBuilder hex = new StringBuilder();
    for (Sealed segment : truth(log)) {
      assertThat(segment.summary().startPosition()).isEqualTo(position);
      position = segment.summary().endPosition();
      hex.append(segment.hex().substring(2 * segment.summary().headBytes()));
    }
    assertThat(position).isEqualTo(log.length());
    assertThat(hex.toString())
        .isEqualTo(io.netty.buffer.ByteBufUtil.hexDump(log.run(0, log.tags.size())));
  }
}
