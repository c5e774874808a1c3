package tv.aircheck.bench.cases;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.lab.LoadProcess;
import tv.aircheck.bench.lab.LoadResult;
import tv.aircheck.bench.lab.Measured;
import tv.aircheck.bench.report.Samples;

/**
 * What a server used while it was under load, and what the load says of it.
 *
 * @param cpuSeconds of the server in the measured window
 */
record LoadedServer(double cpuSeconds, LoadResult load) {
  static final String CPU_PER_GB = "CPU per GB";
  static final String TURNED_AWAY = "publishers refused or cut";
  private static final String LATENESS = "lateness";

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** What happens at the end of the window, while the load goes on. */
  @FunctionalInterface
  interface AtEnd {
    void run() throws Exception;
  }

  /**
   * Publishes at a server and measures it.
   *
   * @param to as the load generator takes it
   */
  static LoadedServer publishers(
      Lab lab, int count, String to, OptionalInt loadCpu, Measured server, AtEnd atEnd)
      throws Exception {
    LoadProcess load = LoadProcess.start(lab, loadCpu, arguments(lab, count, to));
    load.await("connected", PATIENCE);
    load.await("measuring", lab.settings().warm().plus(PATIENCE));
    double before = server.cpuSeconds();
    load.await("measured", lab.settings().measure().plus(PATIENCE));
    double used = server.cpuSeconds() - before;
    atEnd.run();
    server.mustLive();
    return new LoadedServer(used, load.result(PATIENCE));
  }

  private static List<String> arguments(Lab lab, int count, String to) {
    List<String> arguments = new ArrayList<>(List.of("publish", "--to", to));
    arguments.addAll(List.of("--count", Integer.toString(count)));
    arguments.addAll(List.of("--warm", lab.settings().warm().toSeconds() + "s"));
    arguments.addAll(List.of("--measure", lab.settings().measure().toSeconds() + "s"));
    return arguments;
  }

  /** How long such a run takes, about. */
  static Duration time(Lab lab, int count) {
    int entering = 2 + count / 200;
    int startAndEnd = 8;
    return lab.settings().warm().plus(lab.settings().measure()).plusSeconds(entering + startAndEnd);
  }

  /** How far the load itself can be trusted. */
  static String lateness(Samples samples, int count) {
    return "%d publishers: of what the load generator sent, 99 %% was late by at most, in ms: %s."
        .formatted(count, samples.words(LATENESS));
  }

  void addTo(Samples samples, String who) {
    samples.add(who, CPU_PER_GB, cpuSeconds / load.windowGigabytes());
    samples.add(who, TURNED_AWAY, load.turnedAway());
    samples.add(who, LATENESS, load.latenessP99Ms());
  }
}
