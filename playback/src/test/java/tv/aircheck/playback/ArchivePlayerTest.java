package tv.aircheck.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.playback.FakeStream.Sent;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;

/** What a player is sent: whole, from a seek, paused, at the end. */
@ExtendWith(LeakGuard.class)
class ArchivePlayerTest {
  private static final long LENGTH_MS = 35_000;
  private static final GeneratedLog LOG = GeneratedLog.of(LogShape.plain(1, LENGTH_MS));
  private static final long LAST_MS =
      LOG.tags().stream().mapToLong(tag -> tag.timestampMs()).max().orElseThrow();

  @TempDir static Path folder;
  private static TestArchive archive;
  private TestViewer viewer;

  @BeforeAll
  static void open() throws Exception {
    archive = new TestArchive(folder);
  }

  @AfterAll
  static void close() {
    archive.close();
  }

  @BeforeEach
  void arrive() {
    viewer = new TestViewer(archive);
  }

  @AfterEach
  void leave() {
    viewer.close();
  }

  @Test
  void sendsTheShowWholeAndInOrder() throws Exception {
    viewer.play(archive.show(LOG));

    viewer.assertSent(TestViewer.expected(LOG, 0));
    assertThat(viewer.events()).containsExactly("begin", "metadata", "complete");
    assertThat(viewer.first("complete").ms()).isEqualTo(LAST_MS);
  }

  @Test
  void tellsMetadataThenHeadersBeforeTheFirstFrame() throws Exception {
    viewer.play(archive.show(LOG));

    assertThat(viewer.stream.sent.subList(0, 5))
        .extracting(Sent::what)
        .containsExactly("begin", "metadata", "media", "media", "media");
    assertThat(viewer.stream.sent.get(2).isCodecHeader()).isTrue();
    assertThat(viewer.stream.sent.get(3).isCodecHeader()).isTrue();
    assertThat(viewer.stream.sent.get(4).isKeyframe()).isTrue();
    assertThat(viewer.stream.sent.stream().filter(Sent::isCodecHeader)).hasSize(2);
    assertThat(new String(viewer.stream.metadata, java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains("onMetaData", "duration", "videocodecid")
        .doesNotContain("aircheck");
  }

  @Test
  void seeksToTheKeyframeBeforeAndMarksTheWayToTheTarget() throws Exception {
    viewer.play(archive.show(LOG)).forget();
    viewer.player.seek(13_300);
    viewer.run();

    assertThat(viewer.events()).containsExactly("seek", "seek starts", "seek ends", "complete");
    assertThat(viewer.first("seek").ms()).isEqualTo(13_300);
    viewer.assertSent(TestViewer.expected(LOG, 12_000, Long.MAX_VALUE, 0));
    assertThat(viewer.stream.sent.get(2).isCodecHeader()).isTrue();
    int mark = viewer.stream.sent.indexOf(viewer.first("seek ends"));
    assertThat(viewer.stream.sent.subList(0, mark)).allMatch(s -> !s.isCoded() || s.ms() < 13_300);
    assertThat(viewer.stream.sent.get(mark + 1).ms()).isGreaterThanOrEqualTo(13_300);
  }

  @Test
  void aSeekToAKeyframeNeedsNoMarks() throws Exception {
    viewer.play(archive.show(LOG)).forget();
    viewer.player.seek(14_000);
    viewer.run();

    assertThat(viewer.events()).containsExactly("seek", "complete");
    assertThat(viewer.frames().get(0).isKeyframe()).isTrue();
    assertThat(viewer.frames().get(0).ms()).isEqualTo(14_000);
  }

  @Test
  void clampsASeekToTheShow() throws Exception {
    viewer.play(archive.show(LOG)).forget();
    viewer.player.seek(Long.MAX_VALUE);
    viewer.run();
    assertThat(viewer.first("seek").ms()).isEqualTo(LAST_MS);
    assertThat(viewer.frames().get(0).ms()).isEqualTo(34_000);

    viewer.forget();
    viewer.player.seek(Long.MIN_VALUE);
    viewer.run();
    assertThat(viewer.first("seek").ms()).isZero();
    viewer.assertSent(TestViewer.expected(LOG, 0));
  }

  @Test
  void playsAgainAfterTheEnd() throws Exception {
    viewer.play(archive.show(LOG)).forget();
    viewer.player.seek(30_000);
    viewer.run();

    viewer.assertSent(TestViewer.expected(LOG, 30_000, Long.MAX_VALUE, 0));
    assertThat(viewer.events()).endsWith("complete");
  }

  @Test
  void answersEverySeekOfAScrubButReadsForTheLastAlone() throws Exception {
    viewer.open(archive.show(LOG), PlayRange.whole(), 3_000).run().forget();
    int before = viewer.reads;
    for (int i = 0; i < 20; i++) {
      viewer.player.seek(1_000L * i);
    }
    viewer.player.seek(20_000);
    viewer.run();

    assertThat(viewer.events()).hasSize(21).containsOnly("seek");
    assertThat(viewer.frames().get(0).ms()).isEqualTo(20_000);
    // The first seek's read was under way, the last one's runs fill the buffer: none for the rest.
    assertThat(viewer.reads - before).isLessThan(10);
  }

  @Test
  void showsOnePictureForASeekWhilePaused() throws Exception {
    viewer.open(archive.show(LOG), PlayRange.whole(), 3_000).run();
    viewer.player.pause(true, 2_000);
    viewer.run().forget();
    viewer.player.seek(20_500);
    viewer.run().advance(5_000);

    assertThat(viewer.frames()).hasSize(1);
    assertThat(viewer.frames().get(0).isKeyframe()).isTrue();
    assertThat(viewer.frames().get(0).ms()).isEqualTo(20_000);

    viewer.player.pause(false, 20_000);
    viewer.run().advance(20_000);
    viewer.assertSent(TestViewer.expected(LOG, 20_000, Long.MAX_VALUE, 0));
    assertThat(viewer.events()).endsWith("complete");
  }

  @Test
  void sendsNothingTwiceAndLosesNothingOverAPause() throws Exception {
    viewer.open(archive.show(LOG), PlayRange.whole(), 3_000).run().advance(4_000);
    long seen = viewer.lastMs();
    viewer.player.pause(true, 4_000);
    viewer.run().advance(60_000);
    assertThat(viewer.lastMs()).isEqualTo(seen);

    viewer.player.pause(false, 4_000);
    viewer.run().advance(60_000);
    viewer.assertSent(TestViewer.expected(LOG, 0));
    assertThat(viewer.events())
        .containsExactly("begin", "metadata", "pause", "unpause", "complete");
  }

  @Test
  void aPauseAtTheEndEndsWhenItGoesOn() throws Exception {
    viewer.open(archive.show(LOG), PlayRange.whole(), 36_000_000);
    viewer.player.pause(true, 0);
    viewer.run();
    assertThat(viewer.events()).doesNotContain("complete");
    viewer.player.pause(false, 0);
    viewer.run();
    viewer.assertSent(TestViewer.expected(LOG, 0));
    assertThat(viewer.events()).endsWith("complete");
  }

  @Test
  void isPacedByTheBufferOfThePlayer() throws Exception {
    viewer.open(archive.show(LOG), PlayRange.whole(), 2_000).run();
    assertThat(viewer.lastMs()).isBetween(3_000L, 5_100L);
    viewer.advance(10_000);
    assertThat(viewer.lastMs()).isBetween(13_000L, 14_100L);

    viewer.player.bufferLength(36_000_000);
    viewer.run();
    viewer.assertSent(TestViewer.expected(LOG, 0));
  }

  @Test
  void waitsForASocketThatIsFull() throws Exception {
    viewer.open(archive.show(LOG), PlayRange.whole(), 36_000_000);
    viewer.stream.writable = false;
    viewer.run();
    assertThat(viewer.frames()).isEmpty();

    viewer.stream.writable = true;
    viewer.player.writabilityChanged(true);
    viewer.run();
    viewer.assertSent(TestViewer.expected(LOG, 0));
  }

  @Test
  void playsFromAndForAsAsked() throws Exception {
    viewer.open(archive.show(LOG), new PlayRange(10_000, 15_000, false), 36_000_000).run();

    viewer.assertSent(TestViewer.expected(LOG, 10_000, 15_000, 0));
    assertThat(viewer.events()).endsWith("complete");
  }

  @Test
  void playsOneFrameIfThatIsAllThatIsAskedFor() throws Exception {
    viewer.open(archive.show(LOG), new PlayRange(10_000, Long.MAX_VALUE, true), 3_000).run();

    viewer.assertSent(TestViewer.expected(LOG, 10_000, 10_001, 0).limit(1));
    assertThat(viewer.events()).endsWith("complete");
  }

  @Test
  void leavesOutWhatIsNotWanted() throws Exception {
    viewer.open(archive.show(LOG), PlayRange.whole(), 36_000_000);
    viewer.player.receiveAudio(false);
    viewer.run();

    assertThat(viewer.frames()).allMatch(s -> tv.aircheck.flv.TagKind.isVideo(s.kind()));
    assertThat(viewer.frames()).hasSize((int) LENGTH_MS / 40);
  }

  @Test
  void seeksWhereThereIsNoVideo() throws Exception {
    GeneratedLog sound = GeneratedLog.of(LogShape.audioOnly(2, LENGTH_MS));
    viewer.play(archive.show(sound)).forget();
    viewer.player.seek(17_000);
    viewer.run();

    assertThat(viewer.frames().get(0).ms()).isBetween(16_900L, 17_000L);
    assertThat(viewer.sentFrames())
        .isEqualTo(
            TestViewer.expected(sound, viewer.frames().get(0).ms(), Long.MAX_VALUE, 0).toList());
  }

  @Test
  void tellsTheHeadersThatAreInForceWhereASeekLands() throws Exception {
    var shape = LogShape.plain(3, LENGTH_MS);
    GeneratedLog log = GeneratedLog.of(shape.withVideo(shape.video().withNewHeaderEveryMs(4_000)));
    viewer.play(archive.show(log)).forget();
    viewer.player.seek(15_000);
    viewer.run();

    var inForce =
        log.tags().stream()
            .filter(tag -> tag.kind() == tv.aircheck.testkit.GeneratedTag.Kind.VIDEO_HEADER)
            .filter(tag -> tag.timestampMs() <= 14_000)
            .reduce((a, b) -> b)
            .orElseThrow();
    Sent told = viewer.stream.sent.stream().filter(Sent::isCodecHeader).findFirst().orElseThrow();
    assertThat(told.hash())
        .isEqualTo(java.util.Arrays.hashCode(io.netty.buffer.ByteBufUtil.getBytes(inForce.body())));
  }

  @Test
  void playsHevcAsItIs() throws Exception {
    var shape = LogShape.plain(4, 12_000);
    GeneratedLog log = GeneratedLog.of(shape.withVideo(shape.video().asHevc()));
    viewer.play(archive.show(log)).forget();
    viewer.player.seek(5_000);
    viewer.run();

    assertThat(viewer.events()).containsExactly("seek", "complete");
    viewer.assertSent(TestViewer.expected(log, 4_000, Long.MAX_VALUE, 0));
  }

  @Test
  void closingInTheMiddleLeavesNothingBehind() throws Exception {
    viewer.open(archive.show(LOG), PlayRange.whole(), 36_000_000);
    viewer.stream.writable = false;
    viewer.run();
    viewer.player.seek(1_000);
    viewer.player.closed();
    viewer.run();

    assertThat(Stream.of(viewer.frames())).allMatch(frames -> frames.isEmpty());
  }
}
