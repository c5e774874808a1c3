package tv.aircheck.recorder.bundle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.BundleRow;
import tv.aircheck.index.BundledSegment;
import tv.aircheck.index.DamageKind;
import tv.aircheck.index.DamageRow;
import tv.aircheck.recorder.rebuild.RebuildResult;
import tv.aircheck.recorder.transfer.BroadcastTar;
import tv.aircheck.recorder.verify.ArchiveText;
import tv.aircheck.recorder.verify.Depth;
import tv.aircheck.recorder.verify.GoodCopies;
import tv.aircheck.recorder.verify.Leftover;
import tv.aircheck.recorder.verify.RepairStep;
import tv.aircheck.recorder.verify.Repairer;
import tv.aircheck.recorder.verify.StoreCopies;
import tv.aircheck.storage.DirectoryStore;
import tv.aircheck.storage.LocalDisk;

/** All that looks after an archive does so where segments are in bundles. */
class BundledArchiveTest {
  @TempDir Path folder;
  private BundledShow show;
  private Caretaker care;
  private Map<String, Integer> before;
  private List<String> books;

  @BeforeEach
  void bundle() throws IOException {
    show = new BundledShow(Files.createDirectory(folder.resolve("data"))).record();
    care = new Caretaker(show);
    before = show.content();
    books = ArchiveText.of(show.archive.index());
    show.bundle("T1");
  }

  @AfterEach
  void close() {
    show.close();
  }

  private List<RepairStep.Action> repair(GoodCopies... sources) throws IOException {
    Repairer repairer =
        new Repairer(
            show.archive.index(),
            show.store(),
            List.of(sources),
            show.keeper(),
            show.archive.clock);
    List<RepairStep.Action> actions = new ArrayList<>();
    for (DamageRow damage : show.archive.index().verifications().damages("", "", 100)) {
      RepairStep step = repairer.plan(damage);
      repairer.run(step);
      actions.add(step.action());
    }
    return actions;
  }

  /** The second segment of the first bundle. */
  private BundledSegment member() {
    long take = show.archive.index().takes().find("T1").orElseThrow().seq();
    return show.archive.index().bundles().ofTake(take, -1, 10).get(1);
  }

  private void damage(BundledSegment member) throws IOException {
    Path bundle = show.archive.object(member.bundle());
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[(int) (member.offset() + member.fileBytes() / 2)] ^= 4;
    Files.write(bundle, bytes);
  }

  @Test
  void aBundledArchiveIsSound() throws IOException {
    show.deleteSingles();
    for (Depth depth : Depth.values()) {
      assertThat(care.verify(depth)).as("%s", depth).isEmpty();
    }
    assertThat(care.violations()).isEmpty();
    assertThat(care.leftovers()).isEmpty();
    assertThat(ArchiveText.of(show.archive.index())).isEqualTo(books);
    assertThat(show.archive.index().manifests().due(10)).isEmpty();
  }

  @Test
  void anExportIsTheSameBytes() throws IOException {
    var broadcast = show.archive.index().broadcasts().find("T3").orElseThrow();
    Path single = folder.resolve("single.tar");
    Path bundled = folder.resolve("bundled.tar");
    new BroadcastTar(show.archive.index(), show.archive.spool(), show.store())
        .write(broadcast, single, (done, total) -> {});
    show.bundle("T3");
    show.deleteSingles();
    new BroadcastTar(show.archive.index(), show.archive.spool(), show.store())
        .write(broadcast, bundled, (done, total) -> {});
    assertThat(bundled).hasSameBinaryContentAs(single);
  }

  @Test
  void aDamagedMemberIsFoundAndItsSingleObjectTakenAgain() throws IOException {
    damage(member());
    assertThat(care.verify(Depth.SIZE)).isEmpty();
    assertThat(care.verify(Depth.CONTENT))
        .singleElement()
        .satisfies(d -> assertThat(d.kind()).isEqualTo(DamageKind.CHANGED));

    assertThat(repair()).containsExactly(RepairStep.Action.TAKE_OUT);

    assertThat(care.verify(Depth.CONTENT)).isEmpty();
    show.deleteSingles();
    assertThat(care.verify(Depth.CONTENT)).isEmpty();
    assertThat(show.content()).isEqualTo(before);
  }

  @Test
  void aDamagedMemberIsReplacedFromASecondCopyAndSurvivesARebuild() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    DirectoryStore second = DirectoryStore.open(copy, new LocalDisk());
    BundledSegment member = member();
    String key = before.keySet().stream().toList().get(1);
    second.putIfAbsent(key, copyOf(show.archive.object(key)), member.crc32c());
    show.deleteSingles();
    damage(member);
    care.verify(Depth.CONTENT);

    assertThat(repair(new StoreCopies("copy", second))).containsExactly(RepairStep.Action.REPLACE);

    assertThat(care.verify(Depth.CONTENT)).isEmpty();
    assertThat(care.leftovers()).isEmpty();
    care.rebuild();
    assertThat(care.troubles).isEmpty();
    assertThat(care.verify(Depth.CONTENT)).isEmpty();
    assertThat(show.content()).isEqualTo(before);
  }

  private Path copyOf(Path file) throws IOException {
    return Files.copy(file, folder.resolve("copied"));
  }

  @Test
  void aSecondCopyMayBeOfBundlesToo() throws IOException {
    show.deleteSingles();
    Path copy = Files.createDirectory(folder.resolve("bundled-copy"));
    DirectoryStore second = DirectoryStore.open(copy, new LocalDisk());
    Path there = copy.resolve(member().bundle());
    Files.createDirectories(there.getParent());
    Files.copy(show.bundle(0), there);
    damage(member());
    care.verify(Depth.CONTENT);

    BundledStore members = new BundledStore(second, Places.in(show.archive.index()));
    assertThat(repair(new StoreCopies("copy", members))).containsExactly(RepairStep.Action.REPLACE);

    assertThat(care.verify(Depth.CONTENT)).isEmpty();
    assertThat(show.content()).isEqualTo(before);
  }

  @Test
  void whatNobodyHasBecomesAGap() throws IOException {
    show.deleteSingles();
    damage(member());
    care.verify(Depth.CONTENT);
    assertThat(repair()).containsExactly(RepairStep.Action.WRITE_OFF);
    assertThat(care.verify(Depth.CONTENT)).isEmpty();
    assertThat(care.violations()).isEmpty();
    long take = show.archive.index().takes().find("T1").orElseThrow().seq();
    assertThat(show.archive.index().gaps().ofTake(take)).hasSize(1);
  }

  @Test
  void aTruncatedAndAMissingBundleAreFoundBySizeAndPresence() throws IOException {
    show.deleteSingles();
    Path bundle = show.bundle(0);
    byte[] bytes = Files.readAllBytes(bundle);
    Files.write(bundle, Arrays.copyOf(bytes, (int) member().offset() + 100));
    assertThat(care.verify(Depth.PRESENCE)).isEmpty();
    assertThat(care.verify(Depth.SIZE))
        .isNotEmpty()
        .allMatch(d -> d.kind() == DamageKind.TRUNCATED);
    assertThat(care.violations()).isNotEmpty();
    Files.delete(bundle);
    assertThat(care.verify(Depth.PRESENCE))
        .isNotEmpty()
        .anyMatch(d -> d.kind() == DamageKind.MISSING);
  }

  @Test
  void leftOverObjectsAreFound() throws IOException {
    show.deleteSingles();
    String key = before.keySet().iterator().next();
    Path file = folder.resolve("late");
    Files.write(file, new byte[] {1});
    Files.createDirectories(show.archive.object(key).getParent());
    Files.copy(file, show.archive.object(key));
    Path abandoned = show.archive.object("broadcasts/live/justin/2025/11/24/T3/bundle-0000.tar");
    show.bundle("T3");
    Files.copy(abandoned, abandoned.resolveSibling("bundle-0008.tar"));
    Files.copy(show.bundle(0), show.bundle(9));

    assertThat(care.leftovers())
        .extracting(Leftover::kind)
        .containsExactlyInAnyOrder(
            Leftover.Kind.ABANDONED, Leftover.Kind.ABANDONED, Leftover.Kind.BUNDLED);
  }

  @Test
  void whatAnIndexFromABackupDoesNotKnowStays() throws IOException {
    show.archive
        .index()
        .writeNow(
            tx -> {
              for (String take : List.of("T1", "T2")) {
                long seq = tx.takes().find(take).orElseThrow().seq();
                tx.bundles()
                    .ofTake(seq, -1, 100)
                    .forEach(m -> tx.bundles().removeMember(seq, m.startPosition()));
              }
              tx.bundles().ofBroadcast("T1").forEach(row -> tx.bundles().remove(row.seq()));
              return null;
            });
    List<Leftover> abandoned = care.leftovers();
    assertThat(abandoned)
        .isNotEmpty()
        .allMatch(left -> left.kind() == Leftover.Kind.ABANDONED && left.deletable());
    Files.delete(show.archive.object(before.keySet().iterator().next()));
    assertThat(care.leftovers())
        .as("the one bundle that has a segment which is nowhere else")
        .filteredOn(left -> left.kind() == Leftover.Kind.UNKNOWN)
        .singleElement()
        .satisfies(left -> assertThat(left.deletable()).isFalse());
  }

  @Test
  void rebuiltWithManifestsNothingOfTheSegmentsIsRead() throws IOException {
    show.deleteSingles();
    RebuildResult result = care.rebuild();
    assertThat(care.troubles).isEmpty();
    assertThat(result.scanned()).isZero();
    assertRebuilt(books, ArchiveText.of(show.archive.index()));
    assertThat(show.archive.index().manifests().due(10)).isEmpty();
  }

  private void assertRebuilt(List<String> expected, List<String> found) throws IOException {
    assertThat(found).isEqualTo(expected);
    assertThat(show.content()).isEqualTo(before);
    assertThat(care.verify(Depth.CONTENT)).isEmpty();
    assertThat(care.leftovers()).isEmpty();
    assertThat(show.archive.index().bundles().ofBroadcast("T1"))
        .isNotEmpty()
        .allMatch(row -> row.singles() == BundleRow.Singles.GONE);
  }

  @Test
  void rebuiltFromBundlesAlone() throws IOException {
    List<String> media = ArchiveText.ofMedia(show.archive.index());
    show.bundle("T3");
    show.deleteSingles();
    for (String key : show.keys("")) {
      if (!key.endsWith(".tar")) {
        Files.delete(show.archive.object(key));
      }
    }
    RebuildResult result = care.rebuild();
    assertThat(care.troubles).isEmpty();
    assertThat(result.scanned()).as("segments that were read").isZero();
    assertThat(ArchiveText.ofMedia(show.archive.index())).isEqualTo(media);
    assertThat(show.content()).isEqualTo(before);
    assertThat(show.archive.index().manifests().due(10)).as("written anew").hasSize(2);
    show.keeper().writeDue();
    assertThat(care.verify(Depth.CONTENT)).isEmpty();
  }

  @Test
  void rebuiltFromBundlesWithoutTableAndManifest() throws IOException {
    List<String> media = ArchiveText.ofMedia(show.archive.index());
    show.deleteSingles();
    for (String key : show.keys("broadcasts/")) {
      if (!key.endsWith(".tar")) {
        Files.delete(show.archive.object(key));
      } else {
        byte[] bytes = Files.readAllBytes(show.archive.object(key));
        bytes[TarHeader.RECORD + 5] ^= 1;
        int manifest = new String(bytes, ISO_8859_1).indexOf("aircheck-manifest");
        bytes[manifest] ^= 1;
        Files.write(show.archive.object(key), bytes);
      }
    }
    care.rebuild();
    assertThat(ArchiveText.ofMedia(show.archive.index())).isEqualTo(media);
    assertThat(show.content()).isEqualTo(before);
    assertThat(show.archive.index().bundles().ofBroadcast("T1")).isNotEmpty();
  }

  @Test
  void rebuiltWithinTheGraceTimeSingleObjectsCount() throws IOException {
    care.rebuild();
    assertThat(show.archive.index().bundles().ofBroadcast("T1")).isEmpty();
    assertThat(show.content()).isEqualTo(before);
    assertThat(show.bundle("T1").get(0).bundles().get(0)).endsWith("bundle-0000.tar");
    show.deleteSingles();
    assertRebuilt(books, ArchiveText.of(show.archive.index()));
  }
}
