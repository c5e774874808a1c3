package tv.aircheck.bench.lab;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a lab measures.
 *
 * @param repeats how often each measurement is made
 * @param quick once and short: shows that everything works, its numbers mean little
 * @param warm how long servers run under load before anything is measured
 * @param measure how long is measured
 * @param workParent where the work folder is made
 * @param distribution our own server, unpacked: holds {@code bin} and {@code lib}
 */
public record LabSettings(
    int repeats,
    boolean quick,
    Duration warm,
    Duration measure,
    Path workParent,
    Path distribution,
    PrintWriter progress) {}
