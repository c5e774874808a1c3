package tv.aircheck.recorder.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.AuditAction;
import tv.aircheck.index.AuditFilter;
import tv.aircheck.index.AuditRow;
import tv.aircheck.index.BundleRow;
import tv.aircheck.recorder.BroadcastRemoval;
import tv.aircheck.storage.StorageException;

/** Shows put into bundles read as before, and are gone from where they were only after a while. */
class BundlerTest {
  @TempDir Path folder;
  private BundledShow show;
  private Map<String, Integer> before;

  @BeforeEach
  void record() throws IOException {
    show = new BundledShow(folder).record();
    before = show.content();
  }

  @AfterEach
  void close() {
    show.close();
  }

  @Test
  void aShowInBundlesReadsAsBefore() throws IOException {
    BundleResult result = show.bundle("T1").get(0);

    assertThat(result.isDone()).isTrue();
    assertThat(result.segments()).isEqualTo(10);
    assertThat(result.bundles()).hasSizeBetween(2, 5);
    assertThat(show.keys("broadcasts/live/justin/2025/11/24/T1/bundle"))
        .filteredOn(key -> key.endsWith(".tar"))
        .containsExactlyElementsOf(result.bundles());
    assertThat(show.content()).isEqualTo(before);
    assertThat(show.keys("segments/")).as("single objects within the grace time").hasSize(15);
    assertThat(show.leftOvers()).isEmpty();

    assertThat(show.deleteSingles()).isEqualTo(10);
    assertThat(show.keys("segments/")).as("those of the other show").hasSize(5);
    assertThat(show.content()).isEqualTo(before);
    assertThat(show.deleteSingles()).as("again").isZero();
    assertThat(audit(AuditAction.BUNDLED)).hasSameSizeAs(result.bundles());
    assertThat(audit(AuditAction.SINGLES_DELETED)).hasSameSizeAs(result.bundles());
  }

  private List<AuditRow> audit(AuditAction action) {
    return show.archive
        .index()
        .audit()
        .list(new AuditFilter("me@here", action, "T1", null, null), Long.MAX_VALUE, 100);
  }

  @Test
  void onceIsEnough() throws IOException {
    show.bundle("T1");
    BundleResult again = show.bundle("T1").get(0);
    assertThat(again.isDone()).isTrue();
    assertThat(again.bundles()).isEmpty();
  }

  @Test
  void whatCannotBeBundledSaysWhy() throws IOException {
    show.archive.index().writeNow(tx -> tx.broadcasts().resume("T3"));
    assertThat(show.bundle("T3", "NONE"))
        .extracting(BundleResult::obstacle)
        .satisfiesExactly(
            words -> assertThat(words).contains("on air"),
            words -> assertThat(words).contains("not there"));
  }

  @Test
  void damagedSegmentsDoNotGetIn() throws IOException {
    String key = before.keySet().iterator().next();
    Path object = show.archive.object(key);
    byte[] bytes = Files.readAllBytes(object);
    bytes[bytes.length / 2] ^= 4;
    Files.write(object, bytes);

    BundleResult result = show.bundle("T1").get(0);

    assertThat(result.obstacle()).contains(key).contains("verify");
    assertThat(show.archive.index().bundles().ofBroadcast("T1")).isEmpty();
    assertThat(show.leftOvers()).isEmpty();
  }

  @Test
  void aFullDiskIsSaidBeforeAnythingIsWritten() {
    Bundler bundler =
        new Bundler(
            new BundleParts(
                show.archive.index(),
                show.archive.spool(),
                show.store(),
                show.archive.clock,
                new tv.aircheck.storage.LocalDisk(),
                folder.resolve("bundling"),
                Long.MAX_VALUE / 2),
            BundleSettings.DEFAULT);
    assertThatThrownBy(() -> bundler.run(List.of("T1"), BundledShow.ME, BundleListener.NONE))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.FULL))
        .hasMessageContaining("bundles.most-bytes");
  }

  @Test
  void oneProcessAtATime() throws IOException {
    BundleListener second =
        new BundleListener() {
          @Override
          public void stored(String key) {
            assertThatThrownBy(() -> show.bundle("T3")).hasMessageContaining("another process");
          }
        };
    assertThat(show.bundler().run(List.of("T1"), BundledShow.ME, second).get(0).isDone()).isTrue();
  }

  @Test
  void singleObjectsStayWhileTheBundleIsNotAsItWas() throws IOException {
    show.bundle("T1");
    Path bundle = show.bundle(0);
    Files.write(bundle, new byte[700]);

    show.deleteSingles();

    BundleRow row = show.archive.index().bundles().ofBroadcast("T1").get(0);
    assertThat(row.singles()).isEqualTo(BundleRow.Singles.KEPT);
    String first = before.keySet().iterator().next();
    assertThat(show.archive.object(first)).exists();
  }

  @Test
  void removingAShowDeletesItsBundles() throws IOException {
    show.bundle("T1", "T3");
    show.deleteSingles();
    new BroadcastRemoval(
            show.archive.index(), show.archive.spool(), show.archive.store(), show.archive.clock)
        .run("T1", BundledShow.ME, deleted -> {});
    assertThat(show.keys("")).isNotEmpty().noneMatch(key -> key.contains("/T1/"));
    assertThat(show.archive.index().bundles().ofBroadcast("T1")).isEmpty();
    assertThat(show.keys("broadcasts/live/justin/2025/11/24/T3/bundle")).isNotEmpty();
  }

  @Test
  void aBundleOfAnotherStateOfTheShowIsLeftForTheSweep() throws IOException {
    show.bundle("T1");
    byte[] first = Files.readAllBytes(show.bundle(0));
    show.archive
        .index()
        .writeNow(
            tx -> {
              for (BundleRow row : tx.bundles().ofBroadcast("T1")) {
                for (String take : List.of("T1", "T2")) {
                  long seq = tx.takes().find(take).orElseThrow().seq();
                  tx.bundles()
                      .ofTake(seq, -1, 100)
                      .forEach(m -> tx.bundles().removeMember(seq, m.startPosition()));
                }
                tx.bundles().remove(row.seq());
              }
              return tx.broadcasts().title("T1", "another");
            });

    BundleResult result = show.bundle("T1").get(0);

    assertThat(result.bundles()).isNotEmpty().noneMatch(key -> key.endsWith("bundle-0000.tar"));
    assertThat(show.bundle(0)).hasBinaryContent(first);
    assertThat(show.content()).isEqualTo(before);
  }
}
