package tv.aircheck.recorder.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static tv.aircheck.recorder.TestArchive.JUSTIN;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.BroadcastVisibility;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexFile;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.TakeRow;
import tv.aircheck.index.UploadState;
import tv.aircheck.index.access.Visibility;
import tv.aircheck.recorder.BroadcastRule;
import tv.aircheck.recorder.BroadcastSettings;
import tv.aircheck.recorder.TakeKeys;
import tv.aircheck.recorder.TestArchive;
import tv.aircheck.recorder.manifest.ManifestKeeper;
import tv.aircheck.recorder.verify.ArchiveText;
import tv.aircheck.recorder.verify.DyingStore;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.testkit.ChildProcess;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.VideoShape;

class RebuildTest {
  private static final long STARTED_MS = 1_764_000_000_000L;
  private static final VideoShape SMALL = VideoShape.plain().withFrameBytes(60);

  @TempDir Path folder;
  private final List<String> troubles = new ArrayList<>();

  private RebuildResult rebuild(TestArchive archive) throws IOException {
    return rebuild(archive, archive.store(), troubles::add);
  }

  private static RebuildResult rebuild(
      TestArchive archive, ObjectStore store, java.util.function.Consumer<String> trouble)
      throws IOException {
    archive.index().close();
    Path file = archive.folder().resolve("index.db");
    Path fresh = archive.folder().resolve("index.db.rebuilding");
    IndexFile.delete(fresh);
    RebuildResult result;
    try (Index index = Index.open(IndexSettings.at(fresh))) {
      RebuildParts parts =
          new RebuildParts(
              index,
              store,
              archive.spool(),
              new BroadcastRule(BroadcastSettings.DEFAULT),
              archive.clock,
              archive.folder(),
              2);
      result =
          new Rebuild(
                  parts,
                  new RebuildListener() {
                    @Override
                    public void trouble(String words) {
                      trouble.accept(words);
                    }
                  })
              .run();
    }
    IndexFile.replace(fresh, file);
    archive.open();
    return result;
  }

  private static void keepManifests(TestArchive archive) {
    new ManifestKeeper(archive.index(), archive.spool(), archive.store(), archive.clock).writeDue();
  }

  /** Shows of some channels, joined and not, with holes; all stored and over. */
  private static void recordAtRandom(TestArchive archive, Random random, boolean holes)
      throws IOException {
    long at = STARTED_MS;
    for (int i = 0; i < 5; i++) {
      ChannelName channel = new ChannelName("live", random.nextBoolean() ? "one" : "two");
      long durationMs = 5_000L + random.nextInt(40_000);
      LogShape shape = LogShape.plain(random.nextLong(), durationMs).withVideo(SMALL);
      GeneratedLog log = GeneratedLog.of(random.nextInt(4) == 0 ? shape.withVideo(null) : shape);
      List<Integer> missing = holes && durationMs > 25_000 ? List.of(random.nextInt(2)) : List.of();
      archive.record(channel, "T" + i, log, at, missing);
      archive.store("T" + i);
      at += durationMs + (random.nextBoolean() ? 20_000 : 200_000);
    }
    archive.endBroadcasts();
  }

  @Property(tries = 4)
  void withManifestsNothingIsLost(@ForAll long seed) throws IOException {
    inTemporaryFolder(
        archive -> {
          recordAtRandom(archive, new Random(seed), true);
          archive.index().writeNow(tx -> tx.broadcasts().title("T0", "Monday, \"live\""));
          archive.index().writeNow(tx -> tx.broadcasts().lock("T0", true));
          archive.index().writeNow(tx -> tx.broadcasts().visibility("T0", Visibility.PRIVATE));
          ChannelName channel = archive.index().broadcasts().find("T0").orElseThrow().channel();
          archive.index().writeNow(tx -> tx.channels().visibility(channel, Visibility.UNLISTED));
          keepManifests(archive);
          List<String> before = ArchiveText.of(archive.index());

          RebuildResult result = rebuild(archive);

          assertThat(ArchiveText.of(archive.index())).isEqualTo(before);
          assertThat(archive.index().broadcasts().find("T0").orElseThrow().visibility())
              .isEqualTo(new BroadcastVisibility(Visibility.PRIVATE, Visibility.UNLISTED));
          assertThat(result.scanned()).as("segments that were read").isZero();
          assertThat(archive.index().manifests().due(10)).isEmpty();
          assertThat(archive.index().adoption().isAdopted()).isTrue();
        });
    assertThat(troubles).isEmpty();
  }

  @Property(tries = 4)
  void withoutManifestsTheSegmentsTellTheSame(@ForAll long seed) throws IOException {
    inTemporaryFolder(
        archive -> {
          Random random = new Random(seed);
          recordAtRandom(archive, random, true);
          if (random.nextBoolean()) {
            wipeSpool(archive);
          }
          List<String> before = ArchiveText.ofMedia(archive.index());

          RebuildResult result = rebuild(archive);

          assertThat(ArchiveText.ofMedia(archive.index())).isEqualTo(before);
          assertThat(result.scanned()).isEqualTo(result.segments());
        });
    assertThat(troubles).isEmpty();
  }

  private interface OnArchive {
    void run(TestArchive archive) throws IOException;
  }

  private static void inTemporaryFolder(OnArchive test) throws IOException {
    Path folder = Files.createTempDirectory("rebuild");
    try (TestArchive archive = new TestArchive(folder)) {
      test.run(archive);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void wipeSpool(TestArchive archive) throws IOException {
    for (var file : archive.spool().sealed()) {
      archive.spool().delete(file);
    }
  }

  private static GeneratedLog log(long seed, long ms) {
    return GeneratedLog.of(LogShape.plain(seed, ms).withVideo(SMALL));
  }

  @Test
  void whatIsOnlyInTheSpoolIsTakenUpAndStillUploaded() throws IOException {
    try (TestArchive archive = new TestArchive(folder)) {
      archive.record(JUSTIN, "T1", log(1, 31_000), STARTED_MS);
      archive.record(JUSTIN, "T2", log(2, 31_000), STARTED_MS + 500_000);
      archive.store("T1").endBroadcasts();
      List<String> before = ArchiveText.ofMedia(archive.index());

      RebuildResult result = rebuild(archive);

      assertThat(ArchiveText.ofMedia(archive.index()))
          .as("but that it is hashed already")
          .filteredOn(line -> !line.startsWith("hash") || before.contains(line))
          .isEqualTo(before);
      assertThat(result.spooled()).isEqualTo(4);
      assertThat(archive.index().uploads().backlog().segments()).isEqualTo(4);
    }
  }

  @Test
  void aShowThatWentOnAfterItsManifest() throws IOException {
    try (TestArchive archive = new TestArchive(folder)) {
      archive.record(JUSTIN, "T1", log(1, 31_000), STARTED_MS, List.of(1, 2));
      archive.store("T1").endBroadcasts();
      keepManifests(archive);
      // What was noted as missing turns up; another take of the same show comes behind it.
      Path other = Files.createDirectory(folder.resolve("other"));
      try (TestArchive second = new TestArchive(other)) {
        TakeRow whole = second.record(JUSTIN, "T1", log(1, 31_000), STARTED_MS);
        long position = second.index().segments().ofTake(whole.seq(), -1, 9).get(2).startPosition();
        Path found = archive.object(TakeKeys.of(whole, position).storeKey());
        Files.copy(second.spool().sealedPath(TakeKeys.of(whole, position)), found);
      }
      archive.record(JUSTIN, "T2", log(2, 21_000), STARTED_MS + 40_000);
      archive.store("T2").endBroadcasts();

      RebuildResult result = rebuild(archive);

      assertThat(result.manifests()).isEqualTo(1);
      assertThat(archive.index().takes().ofBroadcast("T1"))
          .extracting(TakeRow::id)
          .containsExactly("T1", "T2");
      long seq = archive.index().takes().find("T1").orElseThrow().seq();
      assertThat(archive.index().gaps().ofTake(seq)).hasSize(1);
      assertThat(archive.index().segments().ofTake(seq, -1, 9)).hasSize(3);
      assertThat(archive.index().manifests().due(9)).as("it is written anew").hasSize(1);
    }
  }

  @Test
  void damagedManifestsAndSegmentsAreSaidAndDoNotStopIt() throws IOException {
    try (TestArchive archive = new TestArchive(folder)) {
      archive.record(JUSTIN, "T1", log(1, 31_000), STARTED_MS);
      archive.store("T1").endBroadcasts();
      keepManifests(archive);
      List<String> before = ArchiveText.ofMedia(archive.index());
      wipeSpool(archive);
      Path manifest = archive.object("broadcasts/live/justin/2025/11/24/T1/manifest-0001.json");
      Files.writeString(manifest, Files.readString(manifest).replace("live", "lice"));
      Path torn = archive.object("segments/live/justin/2025/11/24/T9/%016d.flv".formatted(0));
      Files.createDirectories(torn.getParent());
      Files.writeString(torn, "FLV and nothing more");

      rebuild(archive);

      assertThat(ArchiveText.ofMedia(archive.index())).isEqualTo(before);
      assertThat(troubles)
          .hasSize(2)
          .anyMatch(words -> words.contains("seal does not fit"))
          .anyMatch(words -> words.contains("T9") && words.contains("left out"));
    }
  }

  @Test
  void anUnfinishedTakeWaitsForItsOrigin() throws IOException {
    try (TestArchive archive = new TestArchive(folder)) {
      TakeRow take = archive.record(JUSTIN, "T1", log(1, 31_000), STARTED_MS);
      archive.store("T1");
      long last = archive.index().segments().last(take.seq()).orElseThrow().startPosition();
      Path sealed = archive.spool().sealedPath(TakeKeys.of(take, last));
      Files.delete(archive.object(TakeKeys.of(take, last).storeKey()));
      Files.move(
          sealed, sealed.resolveSibling(sealed.getFileName().toString().replace(".flv", ".part")));

      rebuild(archive);

      assertThat(archive.index().takes().open()).hasSize(1);
      assertThat(archive.index().broadcasts().find("T1").orElseThrow().isLive()).isTrue();
    }
  }

  @Test
  void theOldIndexStaysBeside() throws IOException {
    try (TestArchive archive = new TestArchive(folder)) {
      archive.record(JUSTIN, "T1", log(1, 11_000), STARTED_MS);
      archive.store("T1");
      rebuild(archive);
    }
    try (Index old = Index.open(IndexSettings.at(folder.resolve("index.db.before-rebuild")))) {
      assertThat(old.takes().find("T1")).isPresent();
    }
    assertThat(folder.resolve("index.db.rebuilding")).doesNotExist();
  }

  @Test
  void aDamagedIndexIsReplaced() throws IOException {
    try (TestArchive archive = new TestArchive(folder)) {
      archive.record(JUSTIN, "T1", log(1, 11_000), STARTED_MS);
      archive.store("T1");
      archive.index().close();
      Files.writeString(
          folder.resolve("index.db"), "no database, however long it may be".repeat(99));
      rebuild(archive);
      assertThat(archive.index().takes().find("T1")).isPresent();
      assertThat(archive.index().uploads().ofTake(1, -1, 9).get(0).state())
          .isNotIn(UploadState.PENDING, UploadState.UPLOADING);
    }
  }

  /** In the child: rebuilds, and dies with the given call to the store. */
  public static void main(String[] arguments) throws IOException {
    try (TestArchive archive = new TestArchive(Path.of(arguments[0]))) {
      archive.clock.advanceMs(24 * 3_600_000L);
      ObjectStore dying = new DyingStore(archive.store(), Integer.parseInt(arguments[1]));
      rebuild(archive, dying, words -> {});
    }
  }

  @Test
  void killedAnywhereAndRunAgain() throws IOException {
    List<String> before;
    try (TestArchive archive = new TestArchive(folder)) {
      recordAtRandom(archive, new Random(7), false);
      before = ArchiveText.ofMedia(archive.index());
      wipeSpool(archive);
    }
    for (int calls : new int[] {0, 3, 9, 15}) {
      assertThat(runChild(calls)).as("killed").isEqualTo(137);
      try (TestArchive archive = new TestArchive(folder)) {
        assertThat(ArchiveText.ofMedia(archive.index())).as("the old one").isEqualTo(before);
      }
    }
    try (TestArchive archive = new TestArchive(folder)) {
      archive.clock.advanceMs(24 * 3_600_000L);
      rebuild(archive);
      assertThat(ArchiveText.ofMedia(archive.index())).isEqualTo(before);
    }
  }

  private int runChild(int calls) {
    try (ChildProcess child =
        ChildProcess.start(
            "rebuild",
            List.of(
                ChildProcess.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RebuildTest.class.getName(),
                folder.toString(),
                Integer.toString(calls)))) {
      return child.awaitExit(Duration.ofSeconds(30));
    }
  }
}
