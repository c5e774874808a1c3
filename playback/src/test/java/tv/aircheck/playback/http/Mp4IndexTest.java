package tv.aircheck.playback.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Path;
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
  private static final int BLOCK = 1_000;

  @TempDir private Path folder;
  private TestArchive archive;
  private Library library;
  private Mp4Shelf shelf;
  private Mp4Plan plan;

  @BeforeEach
  void open() throws Exception {
    archive = new TestArchive(folder);
    String id = archive.show(LOG);
    library =
        Library.of(
            archive.index, archive.spool, archive.store, archive.bringBack(archive.store), 4);
    Show show = library.shows().byId(id);
    shelf = new Mp4Shelf(library, new Mp4Planner(library, 0));
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
    Mp4Source source = new Mp4Source(plan, shelf, BLOCK);
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
}
