package tv.aircheck.recorder.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tv.aircheck.index.DamageKind;
import tv.aircheck.index.DamageRow;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.VerifyRun;
import tv.aircheck.storage.DirectoryStore;
import tv.aircheck.storage.LocalDisk;

/** Each damage is found, told from the others, and repaired. */
class VerifyTest extends TwoShows {
  private static final VerifyRequest ALL = new VerifyRequest(Depth.CONTENT, 100, "", "");
  private static final String MANIFEST = "broadcasts/live/justin/2025/11/24/T1/manifest-0001.json";

  private Verifier verifier() {
    return new Verifier(
        archive.index(), archive.store(), archive.clock, VerifyLimits.DEFAULT, keeper);
  }

  private List<DamageRow> verify(Depth depth) throws IOException {
    VerifyRun run = verifier().run(new VerifyRequest(depth, 100, "", ""), VerifyListener.NONE);
    assertThat(run.finishedAtMs()).isNotNull();
    List<DamageRow> kept = archive.index().verifications().damages("", "", 100);
    assertThat(run.sum().damaged()).isEqualTo(kept.size());
    return kept;
  }

  private List<RepairStep> repair(GoodCopies... sources) throws IOException {
    Repairer repairer =
        new Repairer(archive.index(), archive.store(), List.of(sources), keeper, archive.clock);
    List<RepairStep> steps = new ArrayList<>();
    for (DamageRow damage : archive.index().verifications().damages("", "", 100)) {
      RepairStep step = repairer.plan(damage);
      repairer.run(step);
      steps.add(step);
    }
    keeper.writeDue();
    return steps;
  }

  private void assertRepairedFromSpool() throws IOException {
    assertThat(repair(new SpoolCopies(archive.spool())))
        .extracting(RepairStep::action)
        .containsOnly(RepairStep.Action.REPLACE);
    assertThat(verify(Depth.CONTENT)).isEmpty();
    assertThat(ArchiveText.of(archive.index())).isEqualTo(before);
  }

  @Test
  void aWholeArchiveIsSound() throws IOException {
    assertThat(verify(Depth.PRESENCE)).isEmpty();
    assertThat(verify(Depth.SIZE)).isEmpty();
    assertThat(verify(Depth.CONTENT)).isEmpty();
    var row = archive.index().verifications().find("T1").orElseThrow();
    assertThat(row.depth()).isEqualTo("content");
    assertThat(row.segments()).isEqualTo(5);
    assertThat(row.bytes()).isEqualTo(archive.index().segments().totals("T1").fileBytes());
  }

  @Test
  void missing() throws IOException {
    Files.delete(archive.object(keys.get(1)));

    assertThat(verify(Depth.PRESENCE))
        .singleElement()
        .satisfies(
            damage -> {
              assertThat(damage.kind()).isEqualTo(DamageKind.MISSING);
              assertThat(damage.key()).isEqualTo(keys.get(1));
            });
    assertRepairedFromSpool();
  }

  @Test
  void truncated() throws IOException {
    Path file = archive.object(keys.get(2));
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 5_000));

    assertThat(verify(Depth.PRESENCE)).as("a listing's length is not looked at").isEmpty();
    assertThat(verify(Depth.SIZE))
        .extracting(DamageRow::kind)
        .containsExactly(DamageKind.TRUNCATED);
    assertRepairedFromSpool();
  }

  @Test
  void bitFlipped() throws IOException {
    flip(archive.object(keys.get(0)));

    assertThat(verify(Depth.SIZE)).isEmpty();
    assertThat(verify(Depth.CONTENT))
        .extracting(DamageRow::kind)
        .containsExactly(DamageKind.CHANGED);
    assertThat(verify(Depth.SIZE)).as("a lesser look does not take it back").hasSize(1);
    assertRepairedFromSpool();
    assertThat(archive.object("quarantine/" + keys.get(0))).exists();
  }

  @Test
  void swapped() throws IOException {
    Path one = archive.object(keys.get(1));
    Path other = archive.object(keys.get(2));
    Path between = folder.resolve("between");
    Files.move(one, between);
    Files.move(other, one);
    Files.move(between, other);

    assertThat(verify(Depth.CONTENT))
        .extracting(DamageRow::kind)
        .containsExactly(DamageKind.SWAPPED, DamageKind.SWAPPED);
    assertRepairedFromSpool();
  }

  @Test
  void reordered() throws IOException {
    Path first = folder.resolve("first");
    Files.move(archive.object(keys.get(0)), first);
    for (int i = 1; i < keys.size(); i++) {
      Files.move(archive.object(keys.get(i)), archive.object(keys.get(i - 1)));
    }
    Files.move(first, archive.object(keys.get(keys.size() - 1)));

    assertThat(verify(Depth.CONTENT))
        .hasSize(keys.size())
        .allSatisfy(damage -> assertThat(damage.kind()).isEqualTo(DamageKind.SWAPPED))
        .allSatisfy(damage -> assertThat(damage.words()).contains("the segment of take T1 at"));
    assertRepairedFromSpool();
  }

  @Test
  void aMissingManifestIsWrittenAgain() throws IOException {
    Files.delete(archive.object(MANIFEST));

    assertThat(verify(Depth.PRESENCE))
        .extracting(DamageRow::kind)
        .containsExactly(DamageKind.MANIFEST_MISSING);
    assertThat(repair()).hasSize(1);
    assertThat(verify(Depth.PRESENCE)).isEmpty();
    assertThat(archive.object(MANIFEST.replace("0001", "0002"))).exists();
  }

  @Test
  void aChangedManifestIsWrittenAgain() throws IOException {
    Path file = archive.object(MANIFEST);
    // Two entries change places.
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    String third = lines.get(3);
    lines.set(3, lines.get(4));
    lines.set(4, third);
    Files.writeString(file, String.join("\n", lines) + "\n");

    assertThat(verify(Depth.PRESENCE))
        .singleElement()
        .satisfies(
            damage -> {
              assertThat(damage.kind()).isEqualTo(DamageKind.MANIFEST_CHANGED);
              assertThat(damage.words()).contains("moved");
            });
    repair();
    assertThat(verify(Depth.PRESENCE)).isEmpty();
    assertThat(archive.object("quarantine/" + MANIFEST)).exists();
  }

  @Test
  void fromASecondCopy() throws IOException {
    Path second = folder.resolve("second");
    Path copied = second.resolve(keys.get(3));
    Files.createDirectories(copied.getParent());
    Files.copy(archive.object(keys.get(3)), copied);
    flip(archive.object(keys.get(3)));
    wipeSpool();
    verify(Depth.CONTENT);

    GoodCopies copies = new StoreCopies("the second", DirectoryStore.open(second, new LocalDisk()));
    assertThat(repair(new SpoolCopies(archive.spool()), copies))
        .extracting(RepairStep::words)
        .containsExactly("from the second");
    assertThat(verify(Depth.CONTENT)).isEmpty();
  }

  private void wipeSpool() throws IOException {
    for (var file : archive.spool().sealed()) {
      archive.spool().delete(file);
    }
  }

  @Test
  void whatIsGoneForGoodIsAGap() throws IOException {
    SegmentRow lost = segment(1);
    SegmentRow alsoLost = segment(2);
    Files.delete(archive.object(keys.get(1)));
    flip(archive.object(keys.get(2)));
    wipeSpool();
    verify(Depth.CONTENT);

    repair(new SpoolCopies(archive.spool()));

    List<GapRow> gaps = archive.index().gaps().ofTake(lost.takeSeq());
    assertThat(gaps).extracting(GapRow::reason).containsExactly("VANISHED", "DAMAGED");
    assertThat(gaps.get(0).fromPosition()).isEqualTo(lost.startPosition());
    assertThat(gaps.get(1).toPosition()).isEqualTo(alsoLost.endPosition());
    assertThat(verify(Depth.CONTENT)).isEmpty();
    assertThat(archive.index().manifests().find("T1").orElseThrow().revision()).isEqualTo(2);
    assertThat(violations()).isEmpty();
  }

  @Test
  void theSpoolsOwnDamageIsNoCopy() throws IOException {
    flip(archive.object(keys.get(0)));
    flip(
        archive
            .spool()
            .sealedPath(tv.aircheck.storage.SegmentKey.parse(keys.get(0)).orElseThrow()));
    verify(Depth.CONTENT);

    assertThat(repair(new SpoolCopies(archive.spool())))
        .extracting(RepairStep::action)
        .containsExactly(RepairStep.Action.WRITE_OFF);
  }

  @Test
  void aRunThatWasStoppedIsGoneOnWith() throws IOException {
    flip(archive.object(keys.get(4)));
    int[] left = {7};
    VerifyListener stopping =
        new VerifyListener() {
          @Override
          public void progress(long segments) {
            if (--left[0] < 0) {
              throw new IllegalStateException("stopped");
            }
          }
        };
    assertThatThrownBy(() -> verifier().run(ALL, stopping)).hasMessage("stopped");
    VerifyRun unfinished = verifier().unfinished().orElseThrow();

    VerifyRequest another = new VerifyRequest(Depth.SIZE, 100, "live/nobody", "");
    assertThat(another.isOf(unfinished)).isFalse();
    VerifyRun run = verifier().runOrGoOn(ALL, VerifyListener.NONE);

    assertThat(run.id()).isEqualTo(unfinished.id());
    assertThat(run.sum().segments()).isEqualTo(10);
    assertThat(run.sum().damaged()).isEqualTo(1);
    assertThat(verifier().unfinished()).isEmpty();
  }

  @Test
  void oneChannelOneShowAndASample() throws IOException {
    assertThat(sum(new VerifyRequest(Depth.SIZE, 100, "live/nobody", "")).segments()).isZero();
    assertThat(sum(new VerifyRequest(Depth.SIZE, 100, "live/justin", "")).segments()).isEqualTo(10);
    assertThat(sum(new VerifyRequest(Depth.SIZE, 100, "", "T2")).segments()).isEqualTo(5);
    long half = 0;
    for (int i = 0; i < 20; i++) {
      archive.clock.advanceMs(1_000);
      half += sum(new VerifyRequest(Depth.SIZE, 50, "", "")).segments();
    }
    assertThat(half).isBetween(60L, 140L);
  }

  private VerifyRun.Sum sum(VerifyRequest request) throws IOException {
    return verifier().run(request, VerifyListener.NONE).sum();
  }

  @Test
  void aRateIsKept() throws IOException {
    long[] waited = {0};
    ReadRate rate = new ReadRate(100_000, () -> waited[0], nanos -> waited[0] += nanos);
    long bytes =
        new Verifier(
                archive.index(), archive.store(), archive.clock, new VerifyLimits(1, rate), keeper)
            .run(ALL, VerifyListener.NONE)
            .sum()
            .bytes();
    assertThat(waited[0] / 1e9).isGreaterThanOrEqualTo(bytes / 100_000.0 * 0.99);
  }
}
