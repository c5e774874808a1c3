package tv.aircheck.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.storage.GrowingSegments.Watch;
import tv.aircheck.storage.StorageException.Kind;
import tv.aircheck.testkit.LeakGuard;

@ExtendWith(LeakGuard.class)
class SpoolTest {
  private static final SegmentKey KEY = SegmentKey.of("live", "me", "TAKE", 0, 7_000);
  private static final byte[] FILE = Bytes.random(1, 5_000);

  @TempDir Path temp;
  private final FaultyDisk disk = new FaultyDisk();
  private Spool spool;

  @BeforeEach
  void open() throws StorageException {
    spool = Spool.open(temp.resolve("spool"), disk);
  }

  private void record(SegmentKey key) throws StorageException {
    SpoolSegment segment = spool.create(key, 100, 0);
    Bytes.write(segment, FILE, 0, FILE.length);
    segment.seal();
  }

  @Test
  void aSegmentHasItsFinalNameOnceItIsSealed() throws IOException {
    SpoolSegment segment = spool.create(KEY, 100, 0);
    Bytes.write(segment, FILE, 0, FILE.length);
    Path folder = temp.resolve("spool/live/me/TAKE");
    assertThat(folder.resolve("0000000000007000.part")).hasBinaryContent(FILE);
    segment.seal();
    assertThat(folder.resolve("0000000000007000.part")).doesNotExist();
    assertThat(folder.resolve("0000000000007000.flv")).hasBinaryContent(FILE);
    assertThat(disk.trace())
        .endsWith(
            "sync 0000000000007000.part", "rename 0000000000007000.part", "sync directory TAKE");
  }

  @Test
  void aStagedSegmentIsNoneUntilItIsSealed() throws IOException {
    StagedSegment left = spool.stage(KEY);
    left.write(Unpooled.wrappedBuffer(FILE), 0, 100);
    // As a crash leaves it: begun anew, and nothing that a recorder would go on with.
    StagedSegment staged = spool.stage(KEY);
    staged.write(Unpooled.wrappedBuffer(FILE), 0, FILE.length);
    assertThat(spool.parts()).isEmpty();
    assertThat(spool.sealed()).isEmpty();
    assertThat(spool.open(KEY)).isEmpty();

    staged.seal();
    staged.abandon();

    assertThat(spool.sealedPath(KEY)).hasBinaryContent(FILE);
    assertThat(spool.usage().bytes()).isEqualTo(FILE.length);
    assertThat(disk.trace())
        .endsWith(
            "sync 0000000000007000.staged",
            "rename 0000000000007000.staged",
            "sync directory TAKE");
  }

  @Test
  void runsOfEveryMakeAreWritten() throws IOException {
    ByteBuf direct = PooledByteBufAllocator.DEFAULT.directBuffer().writeBytes(FILE, 0, 2_000);
    ByteBuf composite =
        Unpooled.wrappedBuffer(
            Unpooled.wrappedBuffer(FILE, 2_000, 1_500), Unpooled.wrappedBuffer(FILE, 3_500, 1_500));
    SpoolSegment segment = spool.create(KEY, 100, 0);
    segment.write(direct, 0, 2_000);
    segment.write(composite, 0, 3_000);
    segment.seal();
    direct.release();
    composite.release();
    assertThat(spool.sealedPath(KEY)).hasBinaryContent(FILE);
  }

  @Test
  void readersOfTheLiveEdgeSeeItGrow() throws IOException {
    List<String> seen = new ArrayList<>();
    GrowingSegments growing = spool.growing();
    Watch watch = growing.watch("TAKE", () -> seen.add(describe(growing)));

    SpoolSegment segment = spool.create(KEY, 100, 4_000);
    Bytes.write(segment, FILE, 0, 100);
    Bytes.write(segment, FILE, 100, 350);
    GrowingSegment live = growing.ofTake("TAKE").orElseThrow();
    assertThat(live.headBytes()).isEqualTo(100);
    assertThat(live.startMs()).isEqualTo(4_000);
    segment.seal();
    assertThat(live.isGrowing()).isFalse();
    assertThat(live.writtenBytes()).isEqualTo(350);
    watch.close();
    record(SegmentKey.of("live", "me", "TAKE", 0, 9_000));

    assertThat(seen).containsExactly("0 to 7000", "100 to 7000", "350 to 7250", "none");
  }

  private static String describe(GrowingSegments growing) {
    return growing
        .ofTake("TAKE")
        .map(segment -> segment.writtenBytes() + " to " + segment.writtenEndPosition())
        .orElse("none");
  }

  @Test
  void whatIsOpenStaysReadableThroughSealAndDelete() throws IOException {
    SpoolSegment segment = spool.create(KEY, 100, 0);
    Bytes.write(segment, FILE, 0, FILE.length);
    try (FileChannel reader = spool.open(KEY).orElseThrow()) {
      segment.seal();
      spool.delete(KEY);
      ByteBuf read = Unpooled.buffer();
      assertThat(read.writeBytes(reader, 0, 10_000)).isEqualTo(FILE.length);
      assertThat(read).isEqualTo(Unpooled.wrappedBuffer(FILE));
    }
    assertThat(spool.open(KEY)).isEmpty();
  }

  @Test
  void aWriteThatFindsNoRoomLeavesTheSegmentAsItWas() throws IOException {
    SpoolSegment segment = spool.create(KEY, 100, 0);
    Bytes.write(segment, FILE, 0, 1_000);
    disk.leaveRoom(700);
    assertThatThrownBy(() -> Bytes.write(segment, FILE, 1_000, 2_000))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FULL))
        .hasMessageContaining("0000000000007000.part");
    segment.seal();
    assertThat(spool.sealedPath(KEY)).hasBinaryContent(Arrays.copyOf(FILE, 1_000));
    assertThat(spool.usage().bytes()).isEqualTo(1_000);
  }

  @Test
  void aSealThatFailsLeavesAPartForTheNextStart() throws IOException {
    SpoolSegment segment = spool.create(KEY, 100, 0);
    Bytes.write(segment, FILE, 0, FILE.length);
    disk.failWhen(step -> step.startsWith("rename"));
    assertThatThrownBy(segment::seal).isInstanceOf(StorageException.class);
    assertThat(spool.growing().ofTake("TAKE")).isEmpty();
    disk.failWhen(step -> false);

    SpoolFile part = spool.parts().get(0);
    assertThat(part.key(0)).isEqualTo(KEY);
    spool.reopen(KEY, 100, 0, FILE.length).seal();
    assertThat(spool.sealedPath(KEY)).hasBinaryContent(FILE);
  }

  @Test
  void aTornTailIsCutOff() throws IOException {
    SpoolSegment segment = spool.create(KEY, 100, 0);
    Bytes.write(segment, FILE, 0, 1_234);
    segment.abandon();
    segment.abandon();

    Spool restarted = Spool.open(temp.resolve("spool"), disk);
    SpoolSegment resumed = restarted.reopen(KEY, 100, 0, 1_000);
    Bytes.write(resumed, FILE, 1_000, FILE.length);
    resumed.seal();
    assertThat(restarted.sealedPath(KEY)).hasBinaryContent(FILE);
    assertThat(restarted.usage().bytes()).isEqualTo(FILE.length);
  }

  @Test
  void nothingIsEverOverwritten() throws IOException {
    record(KEY);
    assertInvalid(KEY);
    SegmentKey next = SegmentKey.of("live", "me", "TAKE", 0, 9_000);
    spool.create(next, 100, 0).abandon();
    assertInvalid(next);
  }

  private void assertInvalid(SegmentKey key) {
    assertThatThrownBy(() -> spool.create(key, 100, 0))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
  }

  @Test
  void countsWhatItHoldsAndForgetsWhatIsDeleted() throws IOException {
    SegmentKey other = SegmentKey.of("live", "you", "TAKE2", 0, 0);
    record(KEY);
    record(other);
    Files.writeString(temp.resolve("spool/live/stray.txt"), "not ours");
    Spool restarted = Spool.open(temp.resolve("spool"), disk);
    assertThat(restarted.usage().files()).isEqualTo(2);
    assertThat(restarted.usage().bytes()).isEqualTo(2L * FILE.length);
    assertThat(restarted.sealed()).extracting(SpoolFile::name).containsExactly("me", "you");

    restarted.delete(other);
    restarted.delete(other);
    assertThat(restarted.usage().files()).isEqualTo(1);
    assertThat(temp.resolve("spool/live/you")).doesNotExist();
    assertThat(temp.resolve("spool/live/me")).exists();
  }
}
