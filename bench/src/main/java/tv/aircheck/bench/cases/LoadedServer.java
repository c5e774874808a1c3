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
 * @param warmUpBytes of tags that it got before, to warm it up
 */
record LoadedServer(double cpuSeconds, LoadResult load, long warmUpBytes) {
  static final String CPU_PER_GB = "CPU per GB";
  static final String TURNED_AWAY = "publishers refused or cut";
  private static final String LATENESS = "lateness";

  /**
   * How a server in a JVM is warmed up, so that it has compiled what it needs, also what runs a few
   * times per segment only: a quarter of an hour of load in little time.
   */
  private static final int WARM_UP_PUBLISHERS = 100;

  private static final int WARM_UP_SPEED = 5;

  /** It takes so many times what a run takes that is measured. */
  private static final int WARM_UP_RUNS = 3;

  /** And then runs so many times as long as others before it is measured: hundreds come anew. */
  private static final int SETTLING_RUNS = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** What happens at the end of the window, while the load goes on. */
  @FunctionalInterface
  interface AtEnd {
    void run() throws Exception;
  }

  /**
   * Publishes at a server in a JVM, first faster than real time, then at its pace, and measures it.
   *
   * @param to as the load generator takes it
   */
  static LoadedServer warmedUp(
      Lab lab, int count, String to, OptionalInt loadCpu, Measured server, AtEnd atEnd)
      throws Exception {
    long warmUpBytes = warmUp(lab, to, loadCpu);
    Duration settling = lab.settings().warm().multipliedBy(SETTLING_RUNS);
    LoadedServer run =
        measure(
            lab, arguments(count, to, settling, lab.settings().measure()), loadCpu, server, atEnd);
    return new LoadedServer(run.cpuSeconds(), run.load(), warmUpBytes);
  }

  /** The same with a server whose machine code is there from the start. */
  static LoadedServer compiled(Lab lab, int count, String to, OptionalInt loadCpu, Measured server)
      throws Exception {
    List<String> load = arguments(count, to, lab.settings().warm(), lab.settings().measure());
    return measure(lab, load, loadCpu, server, () -> {});
  }

  private static LoadedServer measure(
      Lab lab, List<String> arguments, OptionalInt loadCpu, Measured server, AtEnd atEnd)
      throws Exception {
    lab.fillMemory();
    LoadProcess load = LoadProcess.start(lab, loadCpu, arguments);
    load.await("connected", PATIENCE);
    load.await("measuring", lab.settings().warm().multipliedBy(SETTLING_RUNS).plus(PATIENCE));
    double before = server.cpuSeconds();
    load.await("measured", lab.settings().measure().plus(PATIENCE));
    double used = server.cpuSeconds() - before;
    atEnd.run();
    server.mustLive();
    return new LoadedServer(used, load.result(PATIENCE), 0);
  }

  private static long warmUp(Lab lab, String to, OptionalInt loadCpu) throws Exception {
    Duration time = run(lab).multipliedBy(WARM_UP_RUNS);
    List<String> arguments =
        arguments(WARM_UP_PUBLISHERS, to, Duration.ofSeconds(1), time.minusSeconds(1));
    arguments.addAll(List.of("--prefix", "warm-up", "--speed", Integer.toString(WARM_UP_SPEED)));
    LoadProcess load = LoadProcess.start(lab, loadCpu, arguments);
    return load.result(time.plus(PATIENCE)).totalTagBytes();
  }

  /** Bytes sent that the server has not recorded. */
  double missing(long recorded) {
    return load.missing(recorded - warmUpBytes);
  }

  private static List<String> arguments(int count, String to, Duration warm, Duration measure) {
    List<String> arguments = new ArrayList<>(List.of("publish", "--to", to));
    arguments.addAll(List.of("--count", Integer.toString(count)));
    arguments.addAll(List.of("--warm", warm.toSeconds() + "s"));
    arguments.addAll(List.of("--measure", measure.toSeconds() + "s"));
    return arguments;
  }

  private static Duration run(Lab lab) {
    return lab.settings().warm().plus(lab.settings().measure());
  }

  /**
   * How long such a run takes, about, with a third of a warm-up, as one server of three has one.
   */
  static Duration time(Lab lab, int count) {
    int entering = 2 + count / 200;
    int startAndEnd = 8;
    return run(lab).multipliedBy(2).plusSeconds(entering + startAndEnd);
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
