package tv.aircheck.recorder.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.BundleRow;
import tv.aircheck.recorder.verify.DyingStore;
import tv.aircheck.testkit.ChildProcess;

/** Killed at any step, run again: the same end, and every segment readable at every moment. */
class KilledBundlerTest {
  @TempDir Path folder;

  /**
   * In the child: bundles, or deletes single objects, and dies with a call to the store or at a
   * moment between two.
   */
  public static void main(String[] arguments) throws IOException {
    String at = arguments[1];
    try (BundledShow show = new BundledShow(Path.of(arguments[0]))) {
      if (at.startsWith("delete-")) {
        show.archive.clock.advanceMs(Duration.ofDays(3).toMillis());
        DyingStore store = new DyingStore(show.archive.store(), calls(at));
        new SingleObjects(show.archive.index(), store, show.archive.clock)
            .deleteDue(BundledShow.ME, dying(at));
      } else {
        DyingStore store = new DyingStore(show.archive.store(), calls(at));
        show.bundler(store).run(List.of("T1"), BundledShow.ME, dying(at));
      }
    }
  }

  private static int calls(String at) {
    String number = at.substring(at.indexOf('-') + 1);
    return number.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(number);
  }

  private static BundleListener dying(String at) {
    return new BundleListener() {
      @Override
      public void stored(String key) {
        dieIf(at.equals("stored-"));
      }

      @Override
      public void switched(String key) {
        dieIf(at.equals("switched-"));
      }

      @Override
      public void deleted(String bundle, long objects) {
        dieIf(at.equals("delete-"));
      }

      private void dieIf(boolean now) {
        if (now) {
          Runtime.getRuntime().halt(137);
        }
      }
    };
  }

  @Test
  void anywhere() throws IOException {
    Map<String, Integer> before;
    List<String> keys;
    Path whole = Files.createDirectory(folder.resolve("whole"));
    try (BundledShow show = new BundledShow(whole).record()) {
      before = show.content();
      show.bundle("T1");
      show.deleteSingles();
      keys = show.keys("");
    }
    List<String> deaths = List.of("bundle-12", "stored-", "switched-", "delete-1", "delete-");
    for (String at : deaths) {
      Path data = Files.createDirectory(folder.resolve(at + "x"));
      try (BundledShow show = new BundledShow(data).record()) {
        if (at.startsWith("delete")) {
          show.bundle("T1");
          adopt(show);
        }
      }
      assertThat(runChild(data, at)).as(at).isEqualTo(137);
      try (BundledShow show = new BundledShow(data)) {
        assertThat(show.content()).as("after %s", at).isEqualTo(before);
        show.archive.clock.advanceMs(Duration.ofDays(3).toMillis());
        show.bundle("T1");
        assertThat(show.leftOvers()).isEmpty();
        show.deleteSingles();
        assertThat(show.content()).as("at the end of %s", at).isEqualTo(before);
        assertThat(show.keys("")).as("objects after %s", at).isEqualTo(keys);
        assertThat(states(show)).containsOnly(BundleRow.Singles.GONE);
      }
    }
  }

  private static void adopt(BundledShow show) {
    show.archive
        .index()
        .writeNow(
            tx -> {
              tx.adoption().adopt(1);
              return null;
            });
  }

  private static List<BundleRow.Singles> states(BundledShow show) {
    List<BundleRow.Singles> states = new ArrayList<>();
    show.archive.index().bundles().ofBroadcast("T1").forEach(row -> states.add(row.singles()));
    return states;
  }

  private static int runChild(Path data, String at) {
    try (ChildProcess child =
        ChildProcess.start(
            "bundle",
            List.of(
                ChildProcess.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledBundlerTest.class.getName(),
                data.toString(),
                at))) {
      return child.awaitExit(Duration.ofSeconds(30));
    }
  }
}
