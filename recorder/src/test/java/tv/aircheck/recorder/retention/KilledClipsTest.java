package tv.aircheck.recorder.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.IndexFile;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.ClipRemoval;

/** Removing shows with clips, and clips, dies at any step, is run again, and ends the same. */
class KilledClipsTest {
  private static final String SEGMENT_OF_DUE = "store/segments/.*/DUE(-2)?/\\d+\\.flv";

  private static final int GOES_ON = 1;
  private static final int CLIP_GOES = 2;

  @TempDir Path folder;

  /** One show is due and has clips; of another only clips are left, of which one is due. */
  static SmallArchive fill(SmallArchive archive) throws IOException {
    archive.adopted().show("DUE", 60, 4).show("LEFT", 50, 3).show("LAST", 40, 2);
    ClippedArchive clips = new ClippedArchive(archive);
    clips.clip("K1", "LEFT", 0, 150, "LEFT", "LEFT-2");
    clips.clip("K2", "LEFT", 120, 130, "LEFT");
    clips.clip("K3", "LAST", 0, 10, "LAST");
    for (String id : List.of("LEFT", "LAST")) {
      archive.curator().mark(id, Duration.ZERO, SmallArchive.BY_ME);
    }
    archive.run();
    clips.clip("K4", "DUE", 90, 210, "DUE", "DUE-2");
    archive.curator().mark("DUE", Duration.ZERO, SmallArchive.BY_ME);
    BroadcastMark due = new BroadcastMark(0, 0, "by hand");
    archive.index.writeNow(tx -> tx.clips().mark("K1", due) && tx.clips().mark("K3", due));
    return archive;
  }

  @Test
  void diesAtAnyStepAndEndsTheSame() throws Exception {
    Path full = folder.resolve("full");
    fill(SmallArchive.in(full)).close();
    List<String> end;
    int steps;
    try (SmallArchive archive = SmallArchive.in(copy(full, "whole"))) {
      Steps all = Steps.endless();
      Killing.run(archive, all);
      steps = all.taken();
      assertEnded(archive);
      end = butManifests(archive);
    }
    assertThat(end).anyMatch(line -> line.startsWith("DUE CLIPPED"));
    assertThat(end).anyMatch(line -> line.startsWith("LEFT CLIPPED"));
    assertThat(end).noneMatch(line -> line.contains("LAST"));
    assertThat(steps).isGreaterThan(30);
    boolean lost = false;
    for (int at : Killing.some(steps)) {
      Path killed = copy(full, "killed-" + at);
      try (SmallArchive archive = SmallArchive.in(killed)) {
        Killing.dies(archive, at);
        new ClippedArchive(archive).assertKept();
      }
      lost = !lost;
      if (lost) {
        assertKeptWithoutIndex(copy(killed, "lost-" + at));
      }
      try (SmallArchive archive = SmallArchive.in(killed)) {
        Killing.run(archive, Steps.endless());
        assertEnded(archive);
        assertThat(butManifests(archive)).as("after step %d", at).isEqualTo(end);
      }
    }
  }

  /** How many revisions there are depends on where it died. */
  private static List<String> butManifests(SmallArchive archive) throws IOException {
    return archive.everything().stream().filter(line -> !line.contains("/manifest-")).toList();
  }

  /** The index is lost as well: what is rebuilt from the store keeps the same bytes. */
  private static void assertKeptWithoutIndex(Path folder) throws IOException {
    Set<String> kept;
    boolean cut;
    try (SmallArchive archive = SmallArchive.in(folder)) {
      kept = new ClippedArchive(archive).kept();
      cut = archive.keys().stream().filter(key -> key.matches(SEGMENT_OF_DUE)).count() < 8;
    }
    IndexFile.delete(folder.resolve("index.db"));
    try (SmallArchive archive = SmallArchive.in(folder)) {
      archive.rebuild();
      assertThat(!cut || archive.index.clips().find("K4").isPresent())
          .as("the clips of a show that was cut are known")
          .isTrue();
      archive.run();
      assertThat(archive.keys()).containsAll(kept);
      new ClippedArchive(archive).assertKept();
    }
  }

  /** And the index is lost: what was deleted of it is not to be missed afterwards. */
  @Test
  void aShowWhoseLastClipGoesDoesNotComeBackInPart() throws Exception {
    Path full = folder.resolve("full");
    try (SmallArchive archive = SmallArchive.in(full)) {
      archive.adopted().show("LAST", 40, 2);
      new ClippedArchive(archive).clip("K3", "LAST", 0, 10, "LAST", "LAST-2");
      archive.curator().mark("LAST", Duration.ZERO, SmallArchive.BY_ME);
      archive.run();
      BroadcastMark due = new BroadcastMark(0, 0, "by hand");
      archive.index.writeNow(tx -> tx.clips().mark("K3", due));
    }
    int steps;
    try (SmallArchive archive = SmallArchive.in(copy(full, "whole"))) {
      Steps all = Steps.endless();
      Killing.run(archive, all);
      steps = all.taken();
    }
    for (int at = 2; at < steps; at += 3) {
      Path killed = copy(full, "killed-" + at);
      try (SmallArchive archive = SmallArchive.in(killed)) {
        Killing.dies(archive, at);
      }
      IndexFile.delete(killed.resolve("index.db"));
      try (SmallArchive archive = SmallArchive.in(killed)) {
        archive.rebuild();
        archive.run();
        new ClippedArchive(archive).assertKept();
      }
    }
  }

  /**
   * Another process does all of it while one is in the middle, and the show goes on, or its clip
   * goes.
   */
  @Test
  void twoAtOnceLoseNothingAndNoteEachGapOnce() throws Exception {
    Path full = folder.resolve("full");
    fill(SmallArchive.in(full)).close();
    int steps;
    try (SmallArchive archive = SmallArchive.in(copy(full, "whole"))) {
      Steps all = Steps.endless();
      Killing.run(archive, all);
      steps = all.taken();
    }
    int then = 0;
    for (int at : Killing.some(steps)) {
      then = (then + 1) % 3;
      int event = then;
      try (SmallArchive archive = SmallArchive.in(copy(full, "both-" + at))) {
        Killing.run(archive, new Steps(at, () -> other(archive, event)));
        new ClippedArchive(archive).assertKept();
        assertBooks(archive);
        if (event == GOES_ON) {
          assertThat(archive.keys())
              .as("step %d", at)
              .containsAll(archive.segmentKeys("DUE-2", 400));
        } else {
          assertEnded(archive);
        }
      }
    }
  }

  private static void other(SmallArchive archive, int then) {
    try {
      Killing.run(archive, Steps.endless());
      if (then == GOES_ON) {
        archive.goesOn("DUE", "DUE-2", 400);
      } else if (then == CLIP_GOES) {
        new ClipRemoval(
                archive.index, archive.parts().spool(), archive.parts().store(), archive.clock)
            .run("K4", row -> true, SmallArchive.BY_ME, deleted -> {});
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Segments and gaps of a take lie end to end, and its sums are theirs. */
  private static void assertBooks(SmallArchive archive) {
    for (String show : List.of("DUE", "LEFT", "LAST")) {
      for (TakeRow take : archive.index.takes().ofBroadcast(show)) {
        TreeMap<Long, Long> parts = new TreeMap<>();
        long gapMs = 0;
        for (GapRow gap : archive.index.gaps().ofTake(take.seq())) {
          parts.put(gap.fromPosition(), gap.toPosition());
          gapMs += gap.toMs() - gap.fromMs();
        }
        assertThat(take.extent().gapMs()).isEqualTo(gapMs);
        for (SegmentRow row : archive.index.segments().ofTake(take.seq(), -1, 99)) {
          assertThat(parts.put(row.startPosition(), row.endPosition())).isNull();
        }
        long reached = 0;
        for (Map.Entry<Long, Long> part : parts.entrySet()) {
          assertThat(part.getKey()).isEqualTo(reached);
          reached = part.getValue();
        }
      }
    }
  }

  private static void assertEnded(SmallArchive archive) throws IOException {
    ClippedArchive clips = new ClippedArchive(archive);
    clips.assertKept();
    for (String show : List.of("DUE", "LEFT", "LAST")) {
      clips.assertNothingElseIsLeft(show);
    }
  }

  @Test
  void aProcessKilledInTheMiddleLeavesClipsWhole() throws Exception {
    Path data = folder.resolve("data");
    fill(SmallArchive.in(data)).close();
    Killing.process(data, "DUE", 1);
    try (SmallArchive archive = SmallArchive.in(data)) {
      new ClippedArchive(archive).assertKept();
      assertThat(archive.keys()).anyMatch(key -> key.endsWith("DUE-2/0000000000000300.flv"));
      archive.run();
      assertEnded(archive);
    }
  }

  private Path copy(Path from, String name) throws IOException {
    return Killing.copy(from, folder.resolve(name));
  }
}
