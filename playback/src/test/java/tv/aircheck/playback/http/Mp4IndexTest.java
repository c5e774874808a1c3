package tv.aircheck.playback.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.playback.Library;
import tv.aircheck.playback.Show;
import tv.aircheck.playback.TestArchive;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;

/** Indexes of MP4s that several clients load at once. */
@ExtendWith(LeakGuard.class)
class Mp4IndexTest {
  private static final GeneratedLog LOG = GeneratedLog.of(LogShape.plain(1, 15_000));
  private static final Mp4Limits LIMITS = Mp4Limits.DEFAULT.withIndex(0, 1_000);

  @TempDir private Path folder;
  private TestArchive archive;
  private Library library;
  private Show show;
  private Mp4Shelf shelf;
  private Mp4Plan plan;

  @BeforeEach
  void open() throws Exception {
    archive = new TestArchive(folder);
    String id = archive.show(LOG);
    library =
        Library.of(
            archive.index, archive.spool, archive.store, archive.bringBack(archive.store), 4);
    show = library.shows().byId(id);
    shelf = new Mp4Shelf(library, LIMITS);
    plan = shelf.plan(show, 0, MediaRequest.FARTHEST_MS);
  }

  @AfterEach
  void close() {
    library.close();
    archive.close();
  }

  private static void complete(Mp4Index index, Mp4Plan plan) throws IOException {
    while (index.movie() == null) {
      index.grow(plan);
    }
  }

  private byte[] written(Mp4Index index) throws IOException {
    ByteBuf out = Unpooled.buffer();
    index.movie().write(0, (int) plan.layout().indexRoom(), out);
    return ByteBufUtil.getBytes(out);
  }

  @Test
  void aClientThatDoesNotReadHoldsNoMoreThanItsPiece() throws Exception {
    Mp4Source source = new Mp4Source(plan, shelf, LIMITS);
    complete(shelf.index(plan), plan);
    ByteBuf piece = source.read(plan.layout().indexAt() + 10, 20);
    try {
      assertThat(piece.readableBytes()).isEqualTo(20);
      assertThat(piece.hasArray()).as("a part of something larger").isFalse();
      assertThat(piece.capacity()).isEqualTo(20);
    } finally {
      piece.release();
    }
  }

  @Test
  void whatFailedHalfwayIsBegunAnewAlsoWhileOthersWaitForIt() throws Exception {
    Mp4Index index = shelf.index(plan);
    shelf.places().enter(index); // Another one, on its way.
    Mp4Plan bad = new Mp4Plan(null, plan.pieces(), plan.fromMs(), plan.toMs(), plan.etag());
    assertThatThrownBy(() -> complete(index, bad)).isInstanceOf(NullPointerException.class);
    complete(index, plan);

    Mp4Index other = new Mp4Index(shelf);
    complete(other, plan);
    assertThat(written(index)).isEqualTo(written(other));
  }

  @Test
  void partsOfAShowThatAreLoadedAtOnceTakeNoMoreThanTheirRoom() throws Exception {
    Mp4Limits limits = LIMITS.withMemory(2 * plan.bytes(), 1, Duration.ZERO);
    Mp4Shelf small = new Mp4Shelf(library, limits);
    List<Mp4Source> parts = new ArrayList<>();
    for (long startMs = 0; startMs < 5_000; startMs += 1_000) {
      Mp4Plan part = small.plan(show, startMs, MediaRequest.FARTHEST_MS);
      parts.add(new Mp4Source(part, small, limits));
    }
    assertThat(parts.stream().filter(Mp4IndexTest::begins)).hasSize(2);
    assertThat(small.plansInUse().bytes()).isEqualTo(2 * plan.bytes());

    Mp4Source same = new Mp4Source(small.plan(show, 0, MediaRequest.FARTHEST_MS), small, limits);
    assertThat(begins(same)).as("what is held already").isTrue();
    same.close();
    assertThat(begins(parts.get(4))).isFalse();
    parts.get(0).close();
    assertThat(begins(parts.get(4))).isTrue();
    parts.get(1).close();
    parts.get(4).close();
    assertThat(small.plansInUse().bytes()).isZero();
  }

  private static boolean begins(Mp4Source part) {
    try {
      part.read(0, 1).release();
      return true;
    } catch (NotYet full) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
