package tv.aircheck.bench.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What Linux says about a process in {@code /proc} (proc(5)). */
final class ProcessFiles {
  /** Ticks of {@code /proc/PID/stat} in a second; 100 on every Linux. */
  private static final double TICKS = 100;

  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  private ProcessFiles() {}

  static double cpuSeconds(long pid) throws IOException {
    return cpuSeconds(read(pid, "stat"));
  }

  static long rss(long pid) throws IOException {
    return memory(read(pid, "status"), "VmRSS");
  }

  static long peakRss(long pid) throws IOException {
    return memory(read(pid, "status"), "VmHWM");
  }

  static void resetPeak(long pid) throws IOException {
    Files.writeString(file(pid, "clear_refs"), "5");
  }

  /**
   * Of a line of {@code stat}: user and system time of all threads, ended ones too, which {@code
   * schedstat} forgets. The kernel scales it to the time the scheduler counted, so it is as precise
   * as that, to a tick.
   */
  static double cpuSeconds(String stat) {
    if (stat.isEmpty()) {
      return 0;
    }
    // The name in parentheses may hold spaces and parentheses.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS;
  }

  /**
   * Bytes of a line of {@code status} such as {@code VmRSS: 1234 kB}; 0 for a process that ended.
   */
  static long memory(String status, String key) {
    return status
        .lines()
        .filter(line -> line.startsWith(key + ":"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(kilobytes -> Long.parseLong(kilobytes) * 1024)
        .findFirst()
        .orElse(0);
  }

  /** Empty when the process has ended. */
  private static String read(long pid, String name) throws IOException {
    try {
      return Files.readString(file(pid, name));
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private static Path file(long pid, String name) {
    return Path.of("/proc", Long.toString(pid), name);
  }
}
