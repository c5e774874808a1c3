package tv.aircheck.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What was measured on. */
public record Machine(String cpu, int cores, long memoryBytes, String kernel, String jdk) {
  private static final long KIB = 1024;

  /** This one. */
  public static Machine here() throws IOException {
    return new Machine(
        field(Files.readString(Path.of("/proc/cpuinfo")), "model name", "unknown processor"),
        Runtime.getRuntime().availableProcessors(),
        memory(Files.readString(Path.of("/proc/meminfo"))),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
  }

  private static long memory(String meminfo) {
    return Long.parseLong(field(meminfo, "MemTotal", "0 kB").replace(" kB", "")) * KIB;
  }

  /** The value of the first line {@code NAME: VALUE}. */
  static String field(String text, String name, String otherwise) {
    return text.lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(otherwise);
  }

  /** In one line. */
  public String words() {
    return "%s, %d cores, %.0f GiB, %s, %s"
        .formatted(cpu, cores, memoryBytes / (double) (KIB * KIB * KIB), kernel, jdk);
  }
}
