package tv.aircheck.recorder.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tv.aircheck.recorder.transfer.ArchiveImport;
import tv.aircheck.recorder.transfer.BroadcastTar;
import tv.aircheck.storage.PictureKey;

/** What the index says against what is there. */
class BooksTest extends TwoShows {
  @Test
  void theBooksAreChecked() throws IOException {
    assertThat(violations()).isEmpty();
    Files.delete(archive.object(keys.get(0)));
    Files.delete(archive.object(MANIFEST));
    archive.index().writeNow(tx -> tx.segments().remove(segment(2)));

    assertThat(violations())
        .extracting(violation -> violation.invariant().number())
        .containsExactlyInAnyOrder(2, 5, 7, 8, 9);
  }

  private void picture(String show) throws IOException {
    String key = new PictureKey(show, "at-1").storeKey();
    archive.store().putIfAbsent(key, ByteBuffer.wrap(new byte[] {1}));
  }

  private void removeRowsOfT2() {
    long seq = archive.index().takes().find("T2").orElseThrow().seq();
    archive
        .index()
        .writeNow(
            tx -> {
              tx.broadcasts().markRemoving("T2");
              tx.takes().remove(seq);
              return tx.broadcasts().remove("T2");
            });
  }

  private void adopt() {
    archive
        .index()
        .writeNow(
            tx -> {
              tx.adoption().adopt(1);
              return null;
            });
  }

  /** When all that is there is old. */
  private StoreSweep lateSweep() {
    archive.clock.advanceMs(400L * 24 * 3_600_000);
    var options = new StoreSweep.Options(Duration.ofDays(7), false);
    return new StoreSweep(archive.index(), archive.store(), archive.clock, options);
  }

  @Test
  void whatNothingRefersToIsFoundAndOnlyRubbishMayGo() throws IOException {
    archive.index().writeNow(tx -> tx.broadcasts().title("T1", "new"));
    keeper.writeDue();
    archive.index().writeNow(tx -> tx.segments().remove(segment(2)));
    Files.writeString(archive.object("notes"), "by hand");
    picture("T1");
    picture("T2");
    removeRowsOfT2();
    StoreSweep sweep = lateSweep();
    List<Leftover> found = new ArrayList<>();
    sweep.find(found::add);

    assertThat(found)
        .extracting(leftover -> leftover.kind() + " " + leftover.deletable())
        .containsOnly("OLD_MANIFEST true", "UNKNOWN false", "FOREIGN false", "REMOVED true");
    assertThat(found)
        .extracting(Leftover::key)
        .filteredOn(key -> key.startsWith("pictures/"))
        .containsExactly("pictures/T2/at-1.jpg");
    assertThatThrownBy(() -> sweep.delete(found)).hasMessageContaining("index adopt");
    adopt();
    sweep.delete(found);
    List<Leftover> left = new ArrayList<>();
    sweep.find(left::add);
    assertThat(left).extracting(Leftover::deletable).containsExactly(false, false);
    assertThat(archive.object(keys.get(2))).exists();
  }

  @Test
  void whatSomethingRefersToAgainIsNotDeletedByAnOldList() throws IOException {
    Path tar = folder.resolve("show.tar");
    new BroadcastTar(archive.index(), archive.spool(), archive.store())
        .write(archive.index().broadcasts().find("T2").orElseThrow(), tar, (done, total) -> {});
    removeRowsOfT2();
    adopt();
    StoreSweep sweep = lateSweep();
    List<Leftover> found = new ArrayList<>();
    sweep.find(found::add);
    List<Leftover> segments =
        found.stream().filter(leftover -> leftover.key().startsWith("segments/")).toList();
    assertThat(segments).hasSize(5).allMatch(Leftover::deletable);
    new ArchiveImport(archive.index(), archive.spool(), archive.clock, 0)
        .run(tar, (done, total) -> {});
    archive.store("T2");

    assertThat(sweep.delete(found)).isEmpty();

    assertThat(segments).allMatch(leftover -> Files.exists(archive.object(leftover.key())));
    removeRowsOfT2();
    assertThat(sweep.delete(segments)).containsExactlyElementsOf(segments);
    assertThat(segments).noneMatch(leftover -> Files.exists(archive.object(leftover.key())));
  }
}
