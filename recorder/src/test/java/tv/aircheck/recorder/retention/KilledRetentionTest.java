package tv.aircheck.recorder.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.AuditAction;
import tv.aircheck.index.AuditFilter;
import tv.aircheck.index.AuditRow;
import tv.aircheck.storage.Tier;

/**
 * A run that dies at any step, and is run again, ends as one that never died; and what was never to
 * go is whole at every moment.
 */
class KilledRetentionTest {
  private static final Duration DAYS = Duration.ofDays(1);

  @TempDir Path folder;

  /** One show is due, one's deletion was interrupted, one is to be marked, one to be moved. */
  static SmallArchive fill(SmallArchive archive) throws IOException {
    archive
        .adopted()
        .show("DUE", 60, 2)
        .show("HALF", 50, 2)
        .show("OLD", 40, 1)
        .show("COLD", 20, 1)
        .show("NEW", 2, 1)
        .show("LOCKED", 90, 1)
        .rule("*/*", Rule.KEEP_FOR, DAYS.multipliedBy(30).toMillis())
        .rule("live/*", Rule.TO_ARCHIVE, DAYS.multipliedBy(10).toMillis());
    archive.curator().lock("LOCKED", SmallArchive.BY_ME);
    archive.curator().mark("DUE", Duration.ZERO, SmallArchive.BY_ME);
    archive.index.writeNow(tx -> tx.broadcasts().markRemoving("HALF"));
    return archive;
  }

  @Test
  void diesAtAnyStepAndEndsTheSame() throws Exception {
    Path full = folder.resolve("full");
    fill(SmallArchive.in(full)).close();
    Path whole = copy(full, "whole");
    List<String> end;
    int steps;
    try (SmallArchive archive = SmallArchive.in(whole)) {
      Steps all = Steps.endless();
      Killing.run(archive, all);
      steps = all.taken();
      end = archive.everything();
      assertThat(deleted(archive)).containsExactlyInAnyOrder("DUE", "HALF");
    }
    assertThat(end).anyMatch(line -> line.startsWith("OLD MARKED"));
    assertThat(end).anyMatch(line -> line.startsWith("COLD ENDED false ARCHIVE"));
    assertThat(end).noneMatch(line -> line.contains("DUE") || line.contains("HALF"));
    assertThat(steps).isGreaterThan(30);

    for (int at : Killing.some(steps)) {
      Map<String, Tier> tiers = new HashMap<>();
      Path copy = copy(full, "killed-" + at);
      try (SmallArchive archive = SmallArchive.in(copy, tiers)) {
        Killing.dies(archive, at);
        assertUntouched(archive);
      }
      try (SmallArchive archive = SmallArchive.in(copy, tiers)) {
        Killing.run(archive, Steps.endless());
        assertThat(archive.everything()).as("after step %d", at).isEqualTo(end);
        assertThat(deleted(archive)).containsExactlyInAnyOrder("DUE", "HALF");
      }
    }
  }

  private static void assertUntouched(SmallArchive archive) throws IOException {
    assertThat(archive.keys()).filteredOn(key -> key.contains("/LOCKED/")).hasSize(4);
    assertThat(archive.keys()).filteredOn(key -> key.contains("/NEW/")).hasSize(4);
  }

  private static List<String> deleted(SmallArchive archive) {
    AuditFilter filter = new AuditFilter(null, AuditAction.DELETED, null, null, null);
    return archive.index.audit().list(filter, Long.MAX_VALUE, 100).stream()
        .map(AuditRow::subject)
        .toList();
  }

  @Test
  void aProcessKilledInTheMiddleLeavesNothingThatTheNextRunDoesNotFinish() throws Exception {
    Path data = folder.resolve("data");
    fill(SmallArchive.in(data)).close();
    Killing.process(data, "DUE", 2);
    try (SmallArchive archive = SmallArchive.in(data)) {
      assertUntouched(archive);
      assertThat(archive.keys()).anyMatch(key -> key.contains("/DUE-2/"));
      archive.run();
      assertThat(archive.keys()).noneMatch(key -> key.contains("DUE") || key.contains("HALF"));
      assertThat(deleted(archive)).containsExactlyInAnyOrder("DUE", "HALF");
    }
  }

  private Path copy(Path from, String name) throws IOException {
    return Killing.copy(from, folder.resolve(name));
  }
}
