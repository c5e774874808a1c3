package tv.aircheck.recorder.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static tv.aircheck.recorder.TestArchive.JUSTIN;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.ManifestRow;
import tv.aircheck.index.SegmentHash;
import tv.aircheck.recorder.TestArchive;
import tv.aircheck.storage.BroadcastKey;
import tv.aircheck.storage.ObjectBytes;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LogShape;

class ManifestKeeperTest {
  private static final long STARTED_MS = 1_764_000_000_000L;
  private static final BroadcastKey KEY = BroadcastKey.of("live", "justin", "T1", STARTED_MS);

  @TempDir Path folder;
  private TestArchive archive;
  private ManifestKeeper keeper;

  @BeforeEach
  void record() throws IOException {
    archive = new TestArchive(folder);
    keeper = new ManifestKeeper(archive.index(), archive.spool(), archive.store(), archive.clock);
    GeneratedLog log = GeneratedLog.of(LogShape.plain(1, 31_000));
    archive.record(JUSTIN, "T1", log, STARTED_MS, List.of(1));
    archive.record(JUSTIN, "T2", log, STARTED_MS + 40_000);
  }

  @AfterEach
  void close() {
    archive.close();
  }

  private String read(int revision) throws IOException {
    try (InputStream in = new ObjectBytes(archive.store(), KEY.manifest(revision).storeKey())) {
      List<String> said = new ArrayList<>();
      ManifestReader.read(
          in,
          new ManifestVisitor() {
            @Override
            public void header(ManifestHeader header) {
              said.add(header.typed().title() + " " + header.typed().locked());
            }

            @Override
            public void gap(ManifestGap gap) {
              said.add(gap.reason());
            }

            @Override
            public void take(ManifestTake take) {
              said.add(take.id());
            }

            @Override
            public void segment(ManifestSegment segment) {
              said.add(segment.sha256() == null ? "?" : "s");
            }
          });
      return String.join(" ", said);
    }
  }

  @Test
  void isWrittenWhenTheShowIsOverAndAllOfItStored() throws IOException {
    archive.store("T1");
    archive.endBroadcasts();
    keeper.writeDue();
    assertThat(archive.store().list(BroadcastKey.ALL, "", 10).objects())
        .as("a take of it waits")
        .isEmpty();

    archive.store("T2");
    keeper.writeDue();

    assertThat(read(1)).isEqualTo("null false T1 NOT_KEPT s s s T2 s s s s");
    ManifestRow row = archive.index().manifests().find("T1").orElseThrow();
    assertThat(row.isDue()).isFalse();
    assertThat(row.revision()).isEqualTo(1);
  }

  @Test
  void aNewRevisionForEachChange() throws IOException {
    archive.store("T1").store("T2");
    archive.endBroadcasts();
    keeper.writeDue();
    keeper.writeDue();
    archive.index().writeNow(tx -> tx.broadcasts().title("T1", "Monday"));
    keeper.writeDue();
    archive.index().writeNow(tx -> tx.broadcasts().lock("T1", true));
    keeper.writeDue();

    assertThat(read(2)).startsWith("Monday false");
    assertThat(read(3)).startsWith("Monday true");
    assertThat(ManifestKeeper.latest(archive.store(), KEY)).contains(3);
    assertThat(read(1)).startsWith("null false");
  }

  @Test
  void aRunKilledBeforeItWasNotedIsDoneAgain() throws IOException {
    archive.store("T1").store("T2");
    archive.endBroadcasts();
    ManifestRow before = archive.index().manifests().find("T1").orElseThrow();
    keeper.writeDue();
    forgetManifest(before);

    keeper.writeDue();
    assertThat(ManifestKeeper.latest(archive.store(), KEY)).as("the same bytes").contains(1);

    forgetManifest(before);
    archive.index().writeNow(tx -> tx.broadcasts().title("T1", "changed meanwhile"));
    keeper.writeDue();
    assertThat(read(2)).startsWith("changed meanwhile");
  }

  private void forgetManifest(ManifestRow before) {
    archive
        .index()
        .writeNow(
            tx -> {
              tx.manifests().written(before);
              tx.manifests().changed("T1");
              return null;
            });
  }

  @Test
  void aSegmentIsHashedWhileItIsWritten() throws IOException {
    long seq = archive.index().takes().find("T2").orElseThrow().seq();
    List<SegmentHash> hashes = archive.index().segments().hashes(seq, -1, 10);
    assertThat(hashes).hasSize(4);
    for (SegmentHash hash : hashes) {
      Path file = folder.resolve("spool/live/justin/T2/%016d.flv".formatted(hash.startPosition()));
      assertThat(hash.sha256()).isEqualTo(Digests.of(file).sha256());
    }
  }

  @Test
  void whatHasNoHashIsReadOnceMore() throws IOException {
    archive.store("T1").store("T2");
    long seq = archive.index().takes().find("T2").orElseThrow().seq();
    archive
        .index()
        .writeNow(
            tx ->
                tx.segments().hashed(seq, 0, null)
                    && tx.segments()
                        .hashed(seq, tx.segments().last(seq).orElseThrow().startPosition(), null));
    archive.endBroadcasts();
    String last = KEY.prefix();
    assertThat(last).endsWith("/T1/");
    // One is in the spool; the other only in the store, and damaged there.
    Path spooled =
        folder.resolve("spool/live/justin/T2").resolve("%016d.flv".formatted(lastPosition(seq)));
    byte[] bytes = Files.readAllBytes(spooled);
    Files.delete(spooled);
    bytes[bytes.length - 20] ^= 1;
    Path stored =
        archive.object("segments/live/justin/2025/11/24/T2/%016d.flv".formatted(lastPosition(seq)));
    Files.write(stored, bytes);

    keeper.writeDue();

    assertThat(read(1)).endsWith("T2 s s s ?");
    assertThat(archive.index().segments().hashes(seq, -1, 10)).hasSize(3);
  }

  private long lastPosition(long seq) {
    return archive.index().segments().last(seq).orElseThrow().startPosition();
  }
}
