package tv.aircheck.bench.lab;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a lab measures.
 *
 * @param repeats how often each measurement is made
 * @param warm how long servers run under load before anything is measured
 * @param measure how long is measured
 * @param workParent where the work folder is made
 * @param distribution our own server, unpacked: holds {@code bin} and {@code lib}
 * @param progress where it says what it does
 */
public record LabSettings(
    int repeats,
    Duration warm,
    Duration measure,
    Path workParent,
    Path distribution,
    PrintWriter progress) {
  /** Once and short: shows that everything works; the numbers mean little. */
  public LabSettings quick() {
    return new LabSettings(
        1, Duration.ofSeconds(3), Duration.ofSeconds(8), workParent, distribution, progress);
  }
}
