package tv.aircheck.bench.cases;

import java.util.List;
import tv.aircheck.bench.BenchCase;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.peer.AircheckServer;
import tv.aircheck.bench.peer.AircheckServer.Setup;
import tv.aircheck.bench.peer.SocatSink;
import tv.aircheck.bench.report.Result;
import tv.aircheck.bench.report.Samples;
import tv.aircheck.bench.report.Series;
import tv.aircheck.bench.report.Target;

/**
 * The recorder in a process of its own, fed over the relay protocol: relay in, segments out.
 *
 * @param publishers how many
 */
public record RecorderAlone(int publishers) implements BenchCase {
  private static final double TIMES_THE_FLOOR = 2;

  @Override
  public String name() {
    return "recorder";
  }

  @Override
  public String title() {
    return "the recorder alone, fed by an origin in another process";
  }

  @Override
  public Result run(Lab lab) throws Exception {
    Samples samples = new Samples();
    lab.alternate(
        name(),
        LoadedServer.time(lab, publishers),
        List.of(
            new Lab.Trial(Series.OURS, () -> ours(lab, samples)),
            new Lab.Trial(SocatSink.NAME, () -> floor(lab, samples))));
    return Result.measured(
        name(),
        title(),
        List.of(
            samples.row(
                publishers + " streams: ",
                LoadedServer.CPU_PER_GB,
                "s/GB",
                Target.atMostTimes(TIMES_THE_FLOOR, SocatSink.NAME))),
        "The recorder has one processor; its origin and the load generator share the other.",
        lab.memoryWords());
  }

  private void ours(Lab lab, Samples samples) throws Exception {
    AircheckServer origin = AircheckServer.start(lab, Setup.of(lab, "origin", 0, lab.loadCpu()));
    AircheckServer recorder =
        AircheckServer.start(
            lab, Setup.of(lab, "recorder", origin.setup().relay(), lab.serverCpu()));
    LoadedServer run =
        LoadedServer.warmedUp(
            lab, publishers, origin.liveUrl(), lab.loadCpu(), recorder.process(), () -> {});
    add(samples, Series.OURS, run);
  }

  private void floor(Lab lab, Samples samples) throws Exception {
    SocatSink sink = SocatSink.start(lab, lab.serverCpu());
    LoadedServer run =
        LoadedServer.compiled(
            lab, publishers, "tcp://" + sink.address(), lab.loadCpu(), sink.process());
    add(samples, SocatSink.NAME, run);
  }

  private static void add(Samples samples, String who, LoadedServer run) {
    samples.add(who, LoadedServer.CPU_PER_GB, run.cpuSeconds() / run.load().windowGigabytes());
  }
}
