package tv.aircheck.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the index remembers of manifests, damages and itself. */
class ArchiveKeepingTest {
  private static final ChannelName JUSTIN = new ChannelName("live", "justin");

  @TempDir Path folder;
  private Index index;
  private Recordings given;
  private long take;

  @BeforeEach
  void open() {
    index = Index.open(IndexSettings.at(folder.resolve("index.db")));
    given = new Recordings(index);
    take = given.live(JUSTIN, "A", 1_000);
    given.uploadable(Recordings.segmentOf(take, 0, 10, 0, 1), 5);
  }

  @AfterEach
  void close() {
    index.close();
  }

  private List<String> due() {
    return index.manifests().due(9).stream().map(ManifestRow::broadcastId).toList();
  }

  @Test
  void aManifestIsDueOnceAllIsStoredAndAgainAfterAChange() {
    index.writeNow(tx -> tx.broadcasts().title("A", "while it is live"));
    index.writeNow(tx -> tx.broadcasts().end("A", 2_000));
    assertThat(due()).as("a segment waits").isEmpty();
    index.writeNow(tx -> tx.uploads().stored(take, 0));
    assertThat(due()).containsExactly("A");

    written();
    assertThat(due()).isEmpty();
    index.writeNow(tx -> tx.broadcasts().lock("A", true));
    assertThat(due()).containsExactly("A");
    written();
    index.writeNow(tx -> tx.gaps().add(new GapRow(take, 10, 20, 1, 2, "UNKNOWN", 5)));
    assertThat(due()).containsExactly("A");
    written();
    index.writeNow(tx -> tx.segments().remove(tx.segments().first(take).orElseThrow()));
    assertThat(due()).containsExactly("A");
    assertThat(index.takes().find(take).orElseThrow().extent().bytes()).isZero();

    index.writeNow(tx -> tx.broadcasts().lock("A", false));
    written();
    BroadcastMark mark = new BroadcastMark(3_000, 4_000, "by hand");
    assertThat(index.<Boolean>writeNow(tx -> tx.broadcasts().mark("A", 2_000, mark))).isTrue();
    assertThat(due()).as("it is to be deleted, and when").containsExactly("A");
    written();
    index.writeNow(tx -> tx.broadcasts().restore("A"));
    assertThat(due()).as("it is not to be deleted any more").containsExactly("A");
  }

  private void written() {
    ManifestRow row = index.manifests().find("A").orElseThrow();
    index.writeNow(
        tx -> {
          tx.manifests()
              .written(
                  new ManifestRow(
                      "A", row.revision() + 1, "ab", 9, 5, row.changes(), row.changes()));
          return null;
        });
  }

  @Test
  void whatIsKnownOfAShowGoesWithIt() {
    index.writeNow(
        tx -> {
          tx.broadcasts().end("A", 2_000);
          tx.verifications()
              .damaged(new DamageRow("A", "key", take, 0, DamageKind.MISSING, "gone", 5));
          tx.verifications().verified(new VerificationRow("A", "size", 100, 5, 1, 0, 1));
          tx.broadcasts().markRemoving("A");
          tx.takes().remove(take);
          return tx.broadcasts().remove("A");
        });

    assertThat(index.verifications().damaged()).isZero();
    assertThat(index.verifications().find("A")).isEmpty();
    assertThat(index.manifests().find("A")).isEmpty();
    assertThat(index.removedTakes().contains("A")).isTrue();
    assertThat(index.removedTakes().contains("B")).isFalse();
  }

  @Test
  void aTakeThatBroughtNothingWasNotRemoved() {
    index.writeNow(
        tx -> {
          tx.takes().forget(take);
          return null;
        });

    assertThat(index.takes().find("A")).isEmpty();
    assertThat(index.removedTakes().contains("A")).isFalse();
  }

  @Test
  void aCopyIsWholeAndNotAdopted() throws IOException {
    index.writeNow(
        tx -> {
          tx.adoption().adopt(5);
          return null;
        });
    Path copied = folder.resolve("copy's.db");

    IndexFile.copy(folder.resolve("index.db"), copied);

    assertThat(index.adoption().isAdopted()).isTrue();
    assertThat(IndexFile.faults(copied)).isEmpty();
    try (Index copy = Index.open(IndexSettings.at(copied))) {
      assertThat(copy.segments().first(take)).isPresent();
      assertThat(copy.adoption().isAdopted()).isFalse();
    }
  }

  @Test
  void theOldOneStaysBeside() throws IOException {
    Path fresh = folder.resolve("fresh.db");
    Index.open(IndexSettings.at(fresh)).close();
    index.close();

    IndexFile.replace(fresh, folder.resolve("index.db"));

    index = Index.open(IndexSettings.at(folder.resolve("index.db")));
    assertThat(index.takes().find("A")).isEmpty();
    assertThat(folder.resolve("index.db.before-rebuild")).exists();
    assertThat(fresh).doesNotExist();
  }

  @Test
  void faultsAreSaid() throws IOException {
    index.close();
    byte[] bytes = Files.readAllBytes(folder.resolve("index.db"));
    Arrays.fill(bytes, 8_192, 24_000, (byte) 7);
    Files.write(folder.resolve("index.db"), bytes);
    try {
      assertThat(IndexFile.faults(folder.resolve("index.db"))).isNotEmpty();
    } catch (IndexException e) {
      assertThat(e.kind()).isEqualTo(IndexException.Kind.CORRUPT);
    }
    assertThatThrownBy(() -> IndexFile.copy(folder.resolve("none/none.db"), folder.resolve("c")))
        .isInstanceOf(IndexException.class);
  }
}
