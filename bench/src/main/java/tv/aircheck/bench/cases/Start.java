package tv.aircheck.bench.cases;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import tv.aircheck.bench.BenchCase;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.peer.AircheckServer;
import tv.aircheck.bench.peer.AircheckServer.Setup;
import tv.aircheck.bench.report.Result;
import tv.aircheck.bench.report.Samples;
import tv.aircheck.bench.report.Series;
import tv.aircheck.bench.report.Target;

/** From the shell to a server that is ready, with an empty archive, and its memory when idle. */
public final class Start implements BenchCase {
  private static final Duration TURN = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofSeconds(3);
  private static final String READY = "serve, until ready";
  private static final String MEMORY = "memory when idle";
  private static final double AT_MOST_SECONDS = 1.5;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String title() {
    return "starting the server";
  }

  @Override
  public Result run(Lab lab) throws Exception {
    // The first start of a build notes the classes it needs, which later ones profit from.
    AircheckServer.start(lab, Setup.allInOne(lab, lab.serverCpu()));
    lab.clear();
    Samples samples = new Samples();
    lab.alternate(name(), TURN, List.of(new Lab.Trial(Series.OURS, () -> once(lab, samples))));
    return Result.measured(
        name(),
        title(),
        List.of(
            samples.row(READY, "s", Target.atMost(AT_MOST_SECONDS)),
            samples.row(MEMORY, "MB", null)));
  }

  private static void once(Lab lab, Samples samples) throws Exception {
    AircheckServer server = AircheckServer.prepare(lab, Setup.allInOne(lab, OptionalInt.empty()));
    long begin = lab.nanos();
    server.launch();
    server.awaitReady();
    samples.add(Series.OURS, READY, (lab.nanos() - begin) / 1e9);
    lab.rest(IDLE);
    samples.add(Series.OURS, MEMORY, server.process().rss() / 1e6);
  }
}
