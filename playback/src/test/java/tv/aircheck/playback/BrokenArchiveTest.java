package tv.aircheck.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.playback.FakeStream.Sent;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.GeneratedTag.Kind;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;

/** Gaps, takes, and segments that are not where they should be or not what they should be. */
@ExtendWith(LeakGuard.class)
class BrokenArchiveTest {
  private static final GeneratedLog LOG = GeneratedLog.of(LogShape.plain(1, 35_000));
  private static final GeneratedLog SHORT = GeneratedLog.of(LogShape.plain(1, 12_000));
  private static final long JOINT = Timeline.JOINT_MS;

  @TempDir static Path folder;
  private static TestArchive archive;

  @BeforeAll
  static void open() throws Exception {
    archive = new TestArchive(folder);
  }

  @AfterAll
  static void close() {
    archive.close();
  }

  private static long lastMs(GeneratedLog log) {
    return log.tags().stream().mapToLong(tag -> tag.timestampMs()).max().orElseThrow();
  }

  private static int indexOf(GeneratedLog log, Kind kind, long fromMs) {
    for (int i = 0; i < log.tags().size(); i++) {
      if (log.tags().get(i).kind() == kind && log.tags().get(i).timestampMs() >= fromMs) {
        return i;
      }
    }
    throw new AssertionError("no such tag");
  }

  @Test
  void playsTakesAsIfTheyWereOne() throws Exception {
    String show = archive.show(SHORT, SHORT, SHORT);
    try (TestViewer viewer = new TestViewer(archive).play(show)) {
      long each = lastMs(SHORT) + JOINT;
      viewer.assertSent(
          Stream.of(0L, each, 2 * each).flatMap(shift -> TestViewer.expected(SHORT, shift)));
      assertThat(viewer.stream.sent.stream().filter(Sent::isCodecHeader)).hasSize(2);
      assertThat(viewer.events()).containsExactly("begin", "metadata", "complete");

      viewer.forget();
      viewer.player.seek(each + 5_000);
      viewer.run();
      viewer.assertSent(
          Stream.concat(
              TestViewer.expected(SHORT, 4_000, Long.MAX_VALUE, each),
              TestViewer.expected(SHORT, 2 * each)));
    }
  }

  @Test
  void tellsTheHeadersOfATakeThatIsCodedOtherwise() throws Exception {
    LogShape shape = LogShape.plain(5, 12_000);
    GeneratedLog hevc = GeneratedLog.of(shape.withVideo(shape.video().asHevc()));
    String show = archive.show(SHORT, hevc);
    try (TestViewer viewer = new TestViewer(archive).play(show)) {
      long each = lastMs(SHORT) + JOINT;
      viewer.assertSent(
          Stream.concat(TestViewer.expected(SHORT, 0), TestViewer.expected(hevc, each)));
      List<Sent> headers = viewer.stream.sent.stream().filter(Sent::isCodecHeader).toList();
      assertThat(headers).hasSize(4);
      assertThat(headers.get(2).ms()).isEqualTo(each);
      assertThat(viewer.events()).containsExactly("begin", "metadata", "complete");
    }
  }

  @Test
  void closesUpOverAGap() throws Exception {
    TestTake take = archive.begin(null, TestArchive.NOON);
    int lost = indexOf(LOG, Kind.KEYFRAME, 14_000) + 3;
    int found = indexOf(LOG, Kind.KEYFRAME, 22_000);
    take.append(LOG, 0, lost);
    take.gapTo(LOG, found);
    take.append(LOG, found, LOG.tags().size());
    take.end();
    archive.end(take.id);
    try (TestViewer viewer = new TestViewer(archive).play(take.id)) {
      long before =
          LOG.tags().subList(0, lost).stream().mapToLong(t -> t.timestampMs()).max().orElseThrow();
      long shift = before + JOINT - 22_000;
      long position = LOG.tags().get(found).position();
      List<String> expected =
          Stream.concat(
                  LOG.tags().subList(0, lost).stream(),
                  LOG.tags().subList(found, LOG.tags().size()).stream())
              .filter(tag -> !tag.kind().isHeader())
              .map(
                  tag ->
                      String.valueOf(tag.timestampMs() + (tag.position() < position ? 0 : shift)))
              .toList();
      assertThat(viewer.frames()).extracting(s -> String.valueOf(s.ms())).isEqualTo(expected);
      assertThat(viewer.first("complete").ms()).isEqualTo(lastMs(LOG) + shift);
      assertThat(viewer.lost).isEmpty();

      viewer.forget();
      viewer.player.seek(before + JOINT);
      viewer.run();
      assertThat(viewer.frames().get(0).isKeyframe()).isTrue();
      assertThat(viewer.frames().get(0).ms()).isEqualTo(before + JOINT);
    }
  }

  @Test
  void afterAGapItGoesOnWithAKeyframe() throws Exception {
    TestTake take = archive.begin(null, TestArchive.NOON);
    int lost = indexOf(LOG, Kind.KEYFRAME, 14_000) + 3;
    int found = indexOf(LOG, Kind.INTER_FRAME, 21_000);
    take.append(LOG, 0, lost);
    take.gapTo(LOG, found);
    take.append(LOG, found, LOG.tags().size());
    take.end();
    archive.end(take.id);
    try (TestViewer viewer = new TestViewer(archive).play(take.id)) {
      List<Sent> pictures =
          viewer.frames().stream().filter(s -> tv.aircheck.flv.TagKind.isVideo(s.kind())).toList();
      long lastBefore = 14_000 + 40;
      Sent next = pictures.stream().filter(s -> s.ms() > lastBefore).findFirst().orElseThrow();
      assertThat(next.isKeyframe()).isTrue();
    }
  }

  @Test
  void beginsAtZeroEvenIfTheRecorderCameLate() throws Exception {
    TestTake take = archive.begin(null, TestArchive.NOON);
    int found = indexOf(LOG, Kind.KEYFRAME, 14_000);
    take.append(LOG, 0, 3);
    take.gapTo(LOG, found);
    take.append(LOG, found, LOG.tags().size());
    take.end();
    archive.end(take.id);
    archive.spool.delete(archive.segments(take.id).get(0));
    try (TestViewer viewer = new TestViewer(archive).play(take.id)) {
      assertThat(viewer.frames()).allMatch(s -> s.ms() >= 0 && s.ms() < 22_000);
      assertThat(viewer.frames().get(0).isKeyframe()).isTrue();
    }
  }

  @Test
  void seeksIntoSoundThatIsLost() throws Exception {
    GeneratedLog sound = GeneratedLog.of(LogShape.audioOnly(2, 35_000));
    String show = archive.show(sound);
    archive.spool.delete(archive.segments(show).get(1));
    try (TestViewer viewer = new TestViewer(archive).play(show).forget()) {
      viewer.library.close();
      viewer.player.seek(15_000);
      viewer.run();
      assertThat(viewer.events()).containsExactly("seek", "complete");
    }
    try (TestViewer viewer = new TestViewer(archive)) {
      viewer.open(show, new PlayRange(15_000, Long.MAX_VALUE, false), 36_000_000).run();
      assertThat(viewer.events()).containsExactly("begin", "metadata", "complete");
      assertThat(viewer.lost).hasSize(1);
    }
  }

  @Test
  void readsFromTheStoreWhatTheSpoolHasGivenUp() throws Exception {
    String show = archive.show(LOG);
    storeOnly(show);
    try (TestViewer viewer = new TestViewer(archive).play(show)) {
      viewer.assertSent(TestViewer.expected(LOG, 0));
    }
  }

  @Test
  void leavesOutASegmentThatIsLost() throws Exception {
    String show = archive.show(LOG);
    SegmentKey lost = archive.segments(show).get(1);
    archive.spool.delete(lost);
    try (TestViewer viewer = new TestViewer(archive).play(show)) {
      long before =
          LOG.tags().stream()
              .filter(tag -> tag.position() < lost.startPosition())
              .mapToLong(tag -> tag.timestampMs())
              .max()
              .orElseThrow();
      long shift = before + JOINT - 20_000;
      assertThat(viewer.sentFrames())
          .startsWith(TestViewer.expected(LOG, 0, 9_900, 0).toArray(String[]::new))
          .endsWith(TestViewer.expected(LOG, 20_100, Long.MAX_VALUE, shift).toArray(String[]::new));
      assertThat(viewer.lost).hasSize(1);
      assertThat(viewer.events()).containsExactly("begin", "metadata", "complete");
      assertThat(viewer.first("complete").ms()).isEqualTo(lastMs(LOG) + shift);
    }
  }

  @Test
  void leavesOutTheRestOfASegmentThatIsDamaged() throws Exception {
    String show = archive.show(LOG);
    damage(archive.spool.sealedPath(archive.segments(show).get(1)), 0.5);
    try (TestViewer viewer = new TestViewer(archive).play(show)) {
      assertThat(viewer.lost).hasSize(1);
      assertThat(viewer.sentFrames())
          .startsWith(TestViewer.expected(LOG, 0, 13_000, 0).toArray(String[]::new));
      assertThat(viewer.frames())
          .extracting(Sent::hash)
          .endsWith(
              TestViewer.expected(LOG, 20_100, Long.MAX_VALUE, 0)
                  .map(words -> Integer.valueOf(words.substring(words.indexOf(' ') + 1)))
                  .toArray(Integer[]::new));
      assertThat(viewer.events()).containsExactly("begin", "metadata", "complete");
    }
  }

  @Test
  void readsFromTheStoreWhatIsDamagedInTheSpool() throws Exception {
    String show = archive.show(LOG);
    List<SegmentKey> keys = archive.segments(show);
    store(show);
    for (int i = 0; i < 3; i++) {
      Path file = archive.spool.sealedPath(keys.get(i));
      byte[] whole = Files.readAllBytes(file);
      Files.delete(file); // the store's copy may be the same file by another name
      Files.write(file, i == 2 ? Arrays.copyOf(whole, whole.length / 2) : whole);
      if (i < 2) {
        damage(file, i * 0.5);
      }
    }
    try (TestViewer viewer = new TestViewer(archive).play(show)) {
      viewer.assertSent(TestViewer.expected(LOG, 0));
      assertThat(viewer.lost).isEmpty();
    }
  }

  @Test
  void leavesOutASegmentWhoseHeadIsDamaged() throws Exception {
    String show = archive.show(LOG);
    damage(archive.spool.sealedPath(archive.segments(show).get(0)), 0.0);
    try (TestViewer viewer = new TestViewer(archive).play(show)) {
      assertThat(viewer.lost).hasSize(1);
      assertThat(viewer.frames().get(0).isKeyframe()).isTrue();
      assertThat(viewer.first("complete").ms()).isBetween(24_000L, 26_000L);
    }
  }

  @Test
  void endsAShowOfWhichNothingIsLeft() throws Exception {
    String show = archive.show(SHORT);
    for (SegmentKey key : archive.segments(show)) {
      archive.spool.delete(key);
    }
    try (TestViewer viewer = new TestViewer(archive).play(show)) {
      assertThat(viewer.events()).containsExactly("begin", "complete");
      viewer.player.seek(5_000);
      viewer.run();
      assertThat(viewer.events()).containsExactly("begin", "complete", "seek", "complete");
    }
  }

  @Test
  void endsAShowThatIsRemovedMeanwhile() throws Exception {
    String show = archive.show(LOG);
    try (TestViewer viewer = new TestViewer(archive)) {
      viewer.open(show, PlayRange.whole(), 1_000).run();
      archive.index.writeNow(tx -> tx.broadcasts().markRemoving(show));
      viewer.advance(5_000);
      viewer.player.seek(20_000);
      viewer.run();
      assertThat(viewer.events()).containsExactly("begin", "metadata", "seek", "complete");
    }
  }

  @Test
  void waitsForAStoreThatDoesNotAnswer() throws Exception {
    String show = archive.show(LOG);
    UnreliableStore store = storeOnly(show);
    try (TestViewer viewer = new TestViewer(archive, store)) {
      viewer.open(show, PlayRange.whole(), 1_000).run().advance(3_000);
      store.down = true;
      viewer.advance(3_500);
      store.down = false;
      viewer.advance(60_000);
      viewer.assertSent(TestViewer.expected(LOG, 0));
      assertThat(viewer.events()).containsExactly("begin", "metadata", "complete");
    }
  }

  @Test
  void saysSoWhenAStoreStaysAway() throws Exception {
    String show = archive.show(LOG);
    UnreliableStore store = storeOnly(show);
    store.down = true;
    try (TestViewer viewer = new TestViewer(archive, store)) {
      viewer.open(show, PlayRange.whole(), 1_000).run().advance(60_000);
      assertThat(viewer.events()).containsExactly("begin", "error NetStream.Play.Failed");

      store.down = false;
      viewer.player.seek(20_000);
      viewer.run();
      assertThat(viewer.frames().get(0).ms()).isEqualTo(20_000);
    }
  }

  /** Moves a show from the spool to the store. */
  private static UnreliableStore storeOnly(String show) throws IOException {
    store(show);
    for (SegmentKey key : archive.segments(show)) {
      archive.spool.delete(key);
    }
    return new UnreliableStore(archive.store);
  }

  private static void store(String show) throws IOException {
    long seq = archive.index.takes().find(show).orElseThrow().seq();
    for (SegmentKey key : archive.segments(show)) {
      int crc =
          archive.index.segments().atPosition(seq, key.startPosition()).orElseThrow().crc32c();
      archive.store.putIfAbsent(key.storeKey(), archive.spool.sealedPath(key), crc);
    }
  }

  private static void damage(Path file, double at) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(5_000), (long) (channel.size() * at));
    }
  }
}
