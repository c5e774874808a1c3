package tv.aircheck.flv.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tv.aircheck.flv.TagCursor;

/** Fragments made apart from each other hold every frame of their stretch of log, at its time. */
class FragmentWriterTest {
  private static ByteBuf between(FrameLog log, int from, int to) {
    return log.tags.slice(log.starts.get(from)[0], log.starts.get(to)[0] - log.starts.get(from)[0]);
  }

  private static List<InitTrack> probe(ByteBuf run) throws IOException {
    TrackProbe probe = new TrackProbe();
    new TagSamples(probe).run(run, 0);
    return probe.tracks();
  }

  private static ByteBuf fragment(List<InitTrack> tracks, ByteBuf run, long shiftMs, long untilMs)
      throws IOException {
    try (FragmentWriter writer = new FragmentWriter(tracks)) {
      TagCursor tags = new TagCursor().reset(run);
      // Tag by tag: how the log is split makes no difference.
      while (tags.next()) {
        writer.write(run.slice(tags.start(), tags.end() - tags.start()), shiftMs);
      }
      return writer.finish(untilMs, 1);
    }
  }

  private static List<FrameLog.Frame> read(ByteBuf... parts) throws IOException {
    Path path = Files.createTempFile("fragment", ".mp4");
    try {
      try (OutputStream out = Files.newOutputStream(path)) {
        for (ByteBuf part : parts) {
          out.write(ByteBufUtil.getBytes(part));
        }
      }
      List<FrameLog.Frame> frames = new ArrayList<>();
      try (Mp4FileReader in = new Mp4FileReader(FileChannel.open(path))) {
        ByteBuf tag = Unpooled.buffer();
        TagSamples samples = FrameLog.collecting(frames);
        while (in.next(tag)) {
          samples.run(tag, 0);
          tag.clear();
        }
        assertThat(in.damage()).isNull();
      }
      return frames;
    } finally {
      Files.delete(path);
    }
  }

  private static List<FrameLog.Frame> of(boolean video, List<FrameLog.Frame> frames) {
    return frames.stream().filter(frame -> frame.video() == video).toList();
  }

  /** Our reader counts from the first frame of a file. */
  private static void assertSame(List<FrameLog.Frame> found, List<FrameLog.Frame> told) {
    assertThat(found).hasSameSizeAs(told);
    for (int i = 0; i < told.size(); i++) {
      FrameLog.Frame left = found.get(i);
      FrameLog.Frame right = told.get(i);
      long late = left.ms() - found.get(0).ms() - (right.ms() - told.get(0).ms());
      assertThat(late).isBetween(-1L, 1L);
      assertThat(left.bytes().equals(right.bytes())).as("the bytes of %d", i).isTrue();
      assertThat(left.compositionMs()).isEqualTo(right.compositionMs());
      assertThat(left.key()).isEqualTo(right.key());
    }
  }

  /** Of the first sample of the first track, which is the picture, in its ticks. */
  private static long decodedAt(ByteBuf fragment) {
    BoxCursor boxes = new BoxCursor(fragment, 0, fragment.writerIndex());
    assertThat(find(boxes, "moof")).isTrue();
    boxes = new BoxCursor(fragment, boxes);
    assertThat(find(boxes, "traf")).isTrue();
    boxes = new BoxCursor(fragment, boxes);
    assertThat(find(boxes, "tfdt")).isTrue();
    return fragment.getLong(boxes.start() + Box.FULL);
  }

  private static boolean find(BoxCursor boxes, String type) {
    try {
      return boxes.find(type);
    } catch (CorruptMp4Exception e) {
      throw new AssertionError(e);
    }
  }

  @Property(tries = 10)
  void everyFrameOfAStretchIsThere(@ForAll long seed) throws IOException {
    FrameLog log = new FrameLog(seed, 1 + new Random(seed).nextInt(200));
    for (int i = 0; i + 1 < log.starts.size(); i++) {
      ByteBuf run = between(log, i, i + 1);
      List<InitTrack> tracks = probe(run);
      long untilMs = 2000L * (i + 1);
      ByteBuf fragment = fragment(tracks, run, 0, untilMs);

      List<FrameLog.Frame> told =
          log.frames.subList(log.starts.get(i)[1], log.starts.get(i + 1)[1]);
      List<FrameLog.Frame> found = read(InitSegment.of(tracks), fragment);
      assertSame(of(true, found), of(true, told));
      assertSame(of(false, found), of(false, told));
      assertThat(decodedAt(fragment)).isEqualTo(90 * of(true, told).get(0).ms());
      fragment.release();
    }
  }

  @Test
  void onlyWhatTheTracksSayIsTakenAndOnlyWhatCanBeDecoded() throws IOException {
    FrameLog log = twoHeaders();
    ByteBuf first = between(log, 0, 1);
    List<InitTrack> tracks = probe(first);

    ByteBuf both = fragment(tracks, between(log, 0, 2), 0, 4000);
    List<FrameLog.Frame> found = read(InitSegment.of(tracks), both);
    assertThat(of(true, found)).hasSize(50);
    assertThat(of(false, found)).hasSameSizeAs(log.of(false));
    both.release();
  }

  private static FrameLog twoHeaders() throws IOException {
    for (long seed = 0; ; seed++) {
      FrameLog log = new FrameLog(seed, 100);
      List<InitTrack> before = probe(between(log, 0, 1));
      List<InitTrack> after = probe(between(log, 1, 2));
      if (before.size() == 2 && !before.get(0).entry().equals(after.get(0).entry())) {
        return log;
      }
    }
  }

  @Test
  void timesArePartOfTheTimelineAndThereIsNothingBeforeIt() throws IOException {
    FrameLog log = new FrameLog(3, 100);
    List<InitTrack> tracks = probe(between(log, 0, 1));
    ByteBuf fragment = fragment(tracks, between(log, 0, 1), 90_000_000, 90_002_000);

    List<FrameLog.Frame> found = of(true, read(InitSegment.of(tracks), fragment));
    assertThat(decodedAt(fragment)).isEqualTo(90_000_000 * 90L);
    assertThat(found).hasSize(50);
    fragment.release();

    List<InitTrack> later = probe(between(log, 1, 2));
    ByteBuf late = fragment(later, between(log, 0, 2), -2000, 2000);
    List<FrameLog.Frame> left = of(true, read(InitSegment.of(later), late));
    assertThat(left).hasSize(50);
    assertThat(decodedAt(late)).isZero();
    late.release();
  }

  @Test
  void aTrackThatIsOnlyAnnouncedIsNone() throws IOException {
    FrameLog log = new FrameLog(0, 1);
    List<InitTrack> tracks = probe(log.tags);
    assertThat(tracks).isNotEmpty().allMatch(track -> !track.codec().isEmpty());

    ByteBuf announced = Unpooled.buffer();
    TagCursor tags = new TagCursor().reset(log.tags);
    tags.next();
    announced.writeBytes(log.tags, tags.start(), tags.end() - tags.start());
    assertThat(probe(announced)).isEmpty();
  }
}
