package tv.aircheck.recorder.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.ClipRange;
import tv.aircheck.index.ClipRow;
import tv.aircheck.index.NewClip;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.BroadcastRemoval;
import tv.aircheck.recorder.ClipRemoval;
import tv.aircheck.recorder.TakeKeys;
import tv.aircheck.recorder.transfer.ArchiveImport;
import tv.aircheck.recorder.transfer.BroadcastTar;
import tv.aircheck.recorder.verify.ArchiveText;
import tv.aircheck.recorder.verify.Depth;
import tv.aircheck.recorder.verify.Leftover;

/** What a clip covers stays whole where its show is removed, bundled, verified and rebuilt. */
class ClippedShowTest {
  @TempDir Path folder;
  private BundledShow show;
  private Caretaker care;
  private final Map<String, Integer> kept = new LinkedHashMap<>();

  @BeforeEach
  void record() throws IOException {
    show = new BundledShow(Files.createDirectory(folder.resolve("data"))).record();
    care = new Caretaker(show);
  }

  @AfterEach
  void close() {
    show.close();
  }

  private TakeRow take(String id) {
    return show.archive.index().takes().find(id).orElseThrow();
  }

  /** Covers a part of one segment of a take. */
  private ClipRow clip(String id, String takeId, int number) throws IOException {
    TakeRow take = take(takeId);
    SegmentRow row = show.archive.index().segments().ofTake(take.seq(), -1, 100).get(number);
    ClipRange range =
        new ClipRange(
            take.seq(),
            row.startPosition() + 7,
            row.endPosition() - 7,
            row.startMs() + 1,
            row.endMs());
    NewClip clip =
        new NewClip(id, take.broadcastId(), "Über \"all\"", 1_764_000_000_321L, List.of(range));
    show.archive.index().writeNow(tx -> tx.clips().add(clip));
    String key = TakeKeys.of(take, row.startPosition()).storeKey();
    kept.put(key, show.content().get(key));
    return show.archive.index().clips().find(id).orElseThrow();
  }

  private void remove(String broadcast) throws IOException {
    new BroadcastRemoval(
            show.archive.index(), show.archive.spool(), show.store(), show.archive.clock)
        .run(broadcast, BundledShow.ME, deleted -> {});
  }

  private void removeClip(String id) throws IOException {
    new ClipRemoval(show.archive.index(), show.archive.spool(), show.store(), show.archive.clock)
        .run(id, row -> true, BundledShow.ME, deleted -> {});
  }

  private BroadcastState state() {
    return show.archive.index().broadcasts().find("T1").orElseThrow().state();
  }

  private void assertSound() throws IOException {
    Map<String, Integer> content = show.content();
    content.keySet().removeIf(key -> key.contains("/T3/"));
    assertThat(content).isEqualTo(kept);
    assertThat(state()).isEqualTo(BroadcastState.CLIPPED);
    assertThat(care.verify(Depth.CONTENT)).isEmpty();
    assertThat(care.violations()).isEmpty();
    assertThat(care.leftovers())
        .extracting(Leftover::kind)
        .allMatch(kind -> kind == Leftover.Kind.OLD_MANIFEST);
    assertThat(show.archive.index().manifests().due(10)).isEmpty();
  }

  private void assertNothingIsLeft() throws IOException {
    assertThat(show.keys("")).isNotEmpty().allMatch(key -> key.contains("/T3/"));
    assertThat(show.archive.index().broadcasts().find("T1")).isEmpty();
    assertThat(care.verify(Depth.CONTENT)).isEmpty();
    assertThat(care.violations()).isEmpty();
  }

  @Test
  void ofSingleObjectsOnlyWhatAClipCoversStays() throws IOException {
    ClipRow first = clip("K1", "T1", 1);
    ClipRow second = clip("K2", "T2", 0);
    remove("T1");
    assertSound();
    assertThat(show.keys("segments/")).filteredOn(key -> !key.contains("/T3/")).hasSize(2);

    care.rebuild();

    assertThat(care.troubles).isEmpty();
    assertThat(state())
        .as("what a crash left may still be there")
        .isEqualTo(BroadcastState.REMOVING);
    assertThat(show.archive.index().clips().ofBroadcast("T1"))
        .usingRecursiveComparison()
        .ignoringFields("ranges.takeSeq")
        .isEqualTo(List.of(first, second));
    new BroadcastRemoval(
            show.archive.index(), show.archive.spool(), show.store(), show.archive.clock)
        .finish("T1", BundledShow.ME, deleted -> {});
    assertSound();
    removeClip("K1");
    kept.keySet().removeIf(key -> key.contains("/T1/"));
    assertSound();
    removeClip("K2");
    assertNothingIsLeft();
  }

  @Test
  void aBundleStaysAsLongAsAClipNeedsIt() throws IOException {
    show.bundle("T1");
    show.deleteSingles();
    clip("K1", "T1", 1);
    assertThat(bundles()).hasSize(2);
    remove("T1");
    assertSound();
    assertThat(bundles()).hasSize(1);

    care.rebuild();
    assertThat(care.troubles).isEmpty();
    new BroadcastRemoval(
            show.archive.index(), show.archive.spool(), show.store(), show.archive.clock)
        .finish("T1", BundledShow.ME, deleted -> {});
    assertSound();
    assertThat(bundles()).hasSize(1);
    removeClip("K1");
    assertNothingIsLeft();
  }

  private List<String> bundles() throws IOException {
    return show.keys("broadcasts/").stream().filter(key -> key.endsWith(".tar")).toList();
  }

  @Test
  void whatAnInterruptedRemovalLeftDoesNotComeBack() throws IOException {
    clip("K1", "T1", 1);
    String gone = show.keys("segments/").get(0);
    Path copy = Files.copy(show.archive.object(gone), folder.resolve("copy"));
    remove("T1");
    Files.copy(copy, show.archive.object(gone));
    assertThat(care.leftovers())
        .filteredOn(left -> left.key().equals(gone))
        .singleElement()
        .satisfies(left -> assertThat(left.deletable()).isTrue());

    care.rebuild();
    show.archive.index().writeNow(tx -> tx.broadcasts().markRemoving("T1"));
    remove("T1");

    assertThat(show.archive.object(gone)).doesNotExist();
    assertSound();
  }

  @Test
  void aClipOfAShowThatIsMarkedForDeletionIsKnownWhereTheIndexIsLost() throws IOException {
    ClipRow clip = clip("K1", "T1", 1);
    BroadcastMark mark = new BroadcastMark(1, 2, "by hand");
    long ended = show.archive.index().broadcasts().find("T1").orElseThrow().endedAtMs();
    show.archive.index().writeNow(tx -> tx.broadcasts().mark("T1", ended, mark));
    assertThat(state()).isEqualTo(BroadcastState.MARKED);
    Map<String, Integer> all = show.content();
    show.keeper().writeDue();
    assertThat(show.archive.index().manifests().due(10)).isEmpty();

    care.rebuild();

    assertThat(care.troubles).isEmpty();
    assertThat(state()).as("nothing of it is to go yet").isEqualTo(BroadcastState.MARKED);
    assertThat(show.archive.index().broadcasts().find("T1").orElseThrow().mark())
        .as("there is time to look")
        .isEqualTo(mark.withGraceFrom(show.archive.clock.millis()));
    assertThat(show.archive.index().manifests().due(10)).isEmpty();
    assertThat(show.content()).isEqualTo(all);
    assertThat(show.archive.index().clips().ofBroadcast("T1"))
        .usingRecursiveComparison()
        .ignoringFields("ranges.takeSeq")
        .isEqualTo(List.of(clip));
    remove("T1");
    assertSound();
  }

  private void mark(String id) throws IOException {
    long ended = show.archive.index().broadcasts().find(id).orElseThrow().endedAtMs();
    BroadcastMark mark = new BroadcastMark(1, 2, "by hand");
    assertThat(show.archive.index().<Boolean>writeNow(tx -> tx.broadcasts().mark(id, ended, mark)))
        .isTrue();
    show.keeper().writeDue();
  }

  @Test
  void aMarkThatWasTakenBackStaysSoWhereTheIndexIsLost() throws IOException {
    mark("T1");
    show.archive.index().writeNow(tx -> tx.broadcasts().restore("T1"));
    show.keeper().writeDue();
    care.rebuild();
    assertThat(state()).isEqualTo(BroadcastState.ENDED);
    assertThat(care.troubles).isEmpty();

    String newest =
        show.keys("broadcasts/").stream().filter(k -> k.contains("/T1/")).toList().get(2);
    Files.writeString(show.archive.object(newest), "no manifest");
    care.rebuild();
    assertThat(state()).as("the damaged one may have restored it").isEqualTo(BroadcastState.ENDED);
    assertThat(care.troubles).hasSize(1);
  }

  /** The last segment of T1, as a file; the archive has nothing of it any more. */
  private Path withoutLast() throws IOException {
    TakeRow take = take("T1");
    SegmentRow last = show.archive.index().segments().last(take.seq()).orElseThrow();
    Path object = show.archive.object(TakeKeys.of(take, last.startPosition()).storeKey());
    Path copy = Files.move(object, folder.resolve("%016d".formatted(last.startPosition())));
    show.archive.spool().delete(TakeKeys.of(take, last.startPosition()));
    show.archive.index().writeNow(tx -> tx.segments().remove(last));
    return copy;
  }

  @Test
  void aShowThatIsOnAirAgainIsNotRemovedWhereTheIndexIsLost() throws IOException {
    Path last = withoutLast();
    clip("K1", "T1", 1);
    remove("T1");
    Path growing =
        Files.createDirectories(folder.resolve("data/spool/live/justin/T1"))
            .resolve(last.getFileName() + ".part");
    Files.copy(last, growing);

    care.rebuild();

    assertThat(state()).isEqualTo(BroadcastState.ENDED);
    assertThat(show.archive.index().manifests().due(10)).as("it says otherwise").hasSize(1);
    assertThat(show.content()).containsAllEntriesOf(kept);
  }

  @Test
  void whatCannotBeReadMakesNoDeletedShowVisible() throws IOException {
    TakeRow take = take("T1");
    Path last = withoutLast();
    clip("K1", "T1", 1);
    remove("T1");
    Files.writeString(
        show.archive.object(
            TakeKeys.of(take, Long.parseLong(last.getFileName().toString())).storeKey()),
        "no segment");

    care.rebuild();

    assertThat(care.troubles).hasSize(1);
    assertThat(state()).isEqualTo(BroadcastState.REMOVING);
  }

  @Test
  void aMarkedShowThatWentOnIsNotMarkedWhereTheIndexIsLost() throws IOException {
    TakeRow take = take("T1");
    Path last = withoutLast();
    mark("T1");
    Files.copy(
        last,
        show.archive.object(
            TakeKeys.of(take, Long.parseLong(last.getFileName().toString())).storeKey()));

    care.rebuild();

    assertThat(state()).isEqualTo(BroadcastState.ENDED);
  }

  @Test
  void whatWasDeletedStaysSoWhereTheShowWentOnAndTheIndexIsLost() throws IOException {
    show.bundle("T1");
    show.deleteSingles();
    clip("K1", "T1", 1);
    remove("T1");
    TakeRow take = take("T2");
    show.archive
        .index()
        .writeNow(
            tx -> {
              tx.takes().reopen(take.seq());
              tx.broadcasts().resume("T1");
              tx.takes().end(take.seq(), take.end().atMs(), take.end().reason());
              return tx.broadcasts().end("T1", take.end().atMs());
            });
    show.keeper().writeDue();
    long bytes = show.archive.index().broadcasts().find("T1").orElseThrow().bytes();

    care.rebuild();

    assertThat(care.troubles).isEmpty();
    assertThat(state()).isEqualTo(BroadcastState.ENDED);
    assertThat(show.archive.index().broadcasts().find("T1").orElseThrow().bytes()).isEqualTo(bytes);
    assertThat(show.content().keySet().stream().filter(key -> !key.contains("/T3/")))
        .containsExactlyElementsOf(kept.keySet());
  }

  @Test
  void whatWasRecordedAfterwardsStaysWhereTheIndexIsLost() throws IOException {
    TakeRow take = take("T1");
    SegmentRow last = show.archive.index().segments().last(take.seq()).orElseThrow();
    Path object = show.archive.object(TakeKeys.of(take, last.startPosition()).storeKey());
    Path copy = withoutLast();
    clip("K1", "T1", 1);
    remove("T1");
    Files.copy(copy, object);

    care.rebuild();
    new BroadcastRemoval(
            show.archive.index(), show.archive.spool(), show.store(), show.archive.clock)
        .finish("T1", BundledShow.ME, deleted -> {});

    assertThat(state()).isEqualTo(BroadcastState.ENDED);
    assertThat(object).exists();
    assertThat(show.archive.index().segments().last(take("T1").seq()))
        .map(SegmentRow::startPosition)
        .contains(last.startPosition());
    assertThat(show.archive.index().segments().ofTake(take("T1").seq(), -1, 100)).hasSize(2);
    assertThat(show.content()).containsAllEntriesOf(kept);
  }

  @Test
  void anArchiveFileHoldsClipsToo() throws IOException {
    ClipRow clip = clip("K1", "T1", 1);
    Path tar = folder.resolve("show.tar");
    new BroadcastTar(show.archive.index(), show.archive.spool(), show.store())
        .write(show.archive.index().broadcasts().find("T1").orElseThrow(), tar, (d, t) -> {});
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    try (BundledShow other = new BundledShow(elsewhere)) {
      new ArchiveImport(other.archive.index(), other.archive.spool(), other.archive.clock, 0)
          .run(tar, (done, total) -> {});
      assertThat(other.archive.index().clips().find("K1"))
          .get()
          .usingRecursiveComparison()
          .ignoringFields("ranges.takeSeq")
          .isEqualTo(clip);
      Path again = folder.resolve("again.tar");
      new BroadcastTar(other.archive.index(), other.archive.spool(), other.store())
          .write(other.archive.index().broadcasts().find("T1").orElseThrow(), again, (d, t) -> {});
      assertThat(again).hasSameBinaryContentAs(tar);
    }
  }

  @Test
  void aShowThatStaysIsNotTouchedByItsClips() throws IOException {
    List<String> books = ArchiveText.of(show.archive.index());
    clip("K1", "T1", 1);
    show.keeper().writeDue();
    care.rebuild();
    assertThat(care.troubles).isEmpty();
    assertThat(show.archive.index().clips().find("K1")).isPresent();
    removeClip("K1");
    assertThat(ArchiveText.of(show.archive.index())).isEqualTo(books);
    assertThat(show.archive.index().manifests().due(10)).hasSize(1);
  }
}
