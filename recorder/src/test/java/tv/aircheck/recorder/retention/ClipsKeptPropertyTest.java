package tv.aircheck.recorder.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tv.aircheck.index.BroadcastMark;

/** No removal deletes a byte that a clip covers; and when the clips go, nothing is left over. */
class ClipsKeptPropertyTest {
  private static final int SEGMENTS = 6;

  @Property(tries = 8)
  void whateverIsRemovedInWhateverOrder(@ForAll long seed) throws IOException {
    Path folder = Files.createTempDirectory("clips");
    try (SmallArchive archive = SmallArchive.in(folder.resolve("data"))) {
      check(archive.adopted().show("A", 9, SEGMENTS).show("B", 8, SEGMENTS), new Random(seed));
    } finally {
      delete(folder);
    }
  }

  private static void check(SmallArchive archive, Random random) throws IOException {
    ClippedArchive clips = new ClippedArchive(archive);
    List<String> goes = new ArrayList<>(List.of("A", "B"));
    for (int i = 0; i < 4; i++) {
      String show = random.nextBoolean() ? "A" : "B";
      long from = random.nextInt(SEGMENTS * 100);
      long to = from + 1 + random.nextInt(SEGMENTS * 100 - (int) from);
      String[] takes =
          random.nextInt(3) == 0
              ? new String[] {show, show + "-2"}
              : new String[] {random.nextBoolean() ? show : show + "-2"};
      clips.clip("K" + i, show, from, to, takes);
      goes.add("K" + i);
    }
    Collections.shuffle(goes, random);
    List<String> removed = new ArrayList<>();
    for (String id : goes) {
      mark(archive, id);
      archive.run();
      clips.assertKept();
      if (!id.startsWith("K")) {
        removed.add(id);
      }
      for (String show : removed) {
        clips.assertNothingElseIsLeft(show);
      }
    }
    assertThat(archive.keys()).isEmpty();
    assertThat(archive.index.retention().holdings()).isEmpty();
  }

  private static void mark(SmallArchive archive, String id) {
    if (id.startsWith("K")) {
      BroadcastMark now = new BroadcastMark(archive.clock.millis(), archive.clock.millis(), "test");
      archive.index.writeNow(tx -> tx.clips().mark(id, now));
    } else {
      archive.curator().mark(id, Duration.ZERO, SmallArchive.BY_ME);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
