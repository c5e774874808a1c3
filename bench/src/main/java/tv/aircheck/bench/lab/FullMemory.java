package tv.aircheck.bench.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory as it is on a machine that has run for a day: none of it is free, and what a new file
 * needs in the page cache is taken from an older file. On a machine that has just started, or that
 * gives free memory back to its host, a page's first use costs up to ten times what it costs later,
 * and whoever is measured first pays it. A control group holds what the lab starts to {@value #MIB}
 * MiB; it takes root.
 */
final class FullMemory implements AutoCloseable {
  private static final int MIB = 3 << 10;
  private static final List<Path> PARENTS =
      List.of(Path.of("/sys/fs/cgroup/memory"), Path.of("/sys/fs/cgroup"));
  private static final List<String> LIMITS = List.of("memory.limit_in_bytes", "memory.max");

  /** Null where there is none. */
  private final Path group;

  private FullMemory(Path group) {
    this.group = group;
  }

  /** Where no group can be made, programs run as they are. */
  static FullMemory claim() {
    for (Path parent : PARENTS) {
      Path group = parent.resolve("aircheck-bench-" + ProcessHandle.current().pid());
      try {
        Files.createDirectory(group);
        for (String limit : LIMITS) {
          if (Files.exists(group.resolve(limit))) {
            Files.writeString(group.resolve(limit), Long.toString((long) MIB << 20));
            return new FullMemory(group);
          }
        }
        Files.delete(group);
      } catch (IOException notHere) {
        // Another version of control groups, or no right to make one: the next, or none.
      }
    }
    return new FullMemory(null);
  }

  /** In words for the notes below a table. */
  String words() {
    return group == null
        ? "Memory was as the machine had it: no control group could be made (it takes root)."
        : "Servers run in %d MiB of memory, all of it in use before the load begins, as on a machine"
                .formatted(MIB)
            + " that has run for a day.";
  }

  /** A command line that runs in the group. */
  List<String> within(List<String> command) {
    if (group == null) {
      return command;
    }
    List<String> line = new ArrayList<>(List.of("sh", "-c", "echo $$ >\"$0\" && exec \"$@\""));
    line.add(group.resolve("cgroup.procs").toString());
    line.addAll(command);
    return line;
  }

  /**
   * What fills the group's memory with a file that is safe on disk; null where there is no group.
   */
  Program filler(Path folder) {
    if (group == null) {
      return null;
    }
    return Program.of(
        "filler",
        folder,
        List.of("dd", "if=/dev/zero", "of=filler", "bs=1M", "count=" + MIB, "conv=fsync"));
  }

  @Override
  public void close() {
    if (group != null) {
      try {
        Files.deleteIfExists(group);
      } catch (IOException stillInUse) {
        // An empty group takes nothing; the system forgets it at its next start.
      }
    }
  }
}
