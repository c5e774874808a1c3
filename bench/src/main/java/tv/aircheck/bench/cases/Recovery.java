package tv.aircheck.bench.cases;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import tv.aircheck.bench.BenchCase;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.lab.LoadProcess;
import tv.aircheck.bench.lab.LoadResult;
import tv.aircheck.bench.peer.AircheckServer;
import tv.aircheck.bench.peer.AircheckServer.Setup;
import tv.aircheck.bench.report.Result;
import tv.aircheck.bench.report.Samples;
import tv.aircheck.bench.report.Series;
import tv.aircheck.bench.report.Target;

/**
 * kill -9 in the middle of many recordings, and a new start.
 *
 * @param publishers how many
 */
public record Recovery(int publishers) implements BenchCase {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration RECORDING = Duration.ofSeconds(12);
  private static final Duration TURN = Duration.ofSeconds(35);
  private static final String RECORDER =
      "the recorder alone: from its start until all are recorded again";
  private static final String IN_GAPS =
      "the recorder alone: bytes that its origin could not keep, noted as gaps";
  private static final String UNSAID = "the recorder alone: bytes missing that no gap names";
  private static final String ALL =
      "origin and recorder in one: from its start until all are recorded again";

  @Override
  public String name() {
    return "recovery";
  }

  @Override
  public String title() {
    return "kill -9 with " + publishers + " takes on record, and a new start";
  }

  @Override
  public Result run(Lab lab) throws Exception {
    Samples samples = new Samples();
    lab.alternate(
        name(),
        TURN,
        List.of(
            new Lab.Trial("recorder alone", () -> recorder(lab, samples)),
            new Lab.Trial("all in one", () -> allInOne(lab, samples))));
    return Result.measured(
        name(),
        title(),
        List.of(
            samples.row(RECORDER, "s", null),
            samples.row(IN_GAPS, "", Target.atMost(0)),
            samples.row(UNSAID, "", Target.atMost(0)),
            samples.row(ALL, "s", null)),
        "recovery: with the memory for logs as shipped (origin.window), an origin keeps 7 s of 500 such"
            + " streams for a recorder that is away. Publishers who lost their server try again every 200 ms. Nothing is pinned.");
  }

  /** Its origin lives on and keeps what the recorder had not acknowledged. */
  private void recorder(Lab lab, Samples samples) throws Exception {
    AircheckServer origin =
        AircheckServer.start(lab, Setup.of(lab, "origin", 0, OptionalInt.empty()));
    AircheckServer recorder =
        AircheckServer.start(
            lab, Setup.of(lab, "recorder", origin.setup().relay(), OptionalInt.empty()));
    LoadProcess load = publish(lab, origin);
    lab.await("all are recorded", PATIENCE, () -> recorder.recording() == publishers);
    lab.rest(RECORDING);
    samples.add(Series.OURS, RECORDER, secondsToRecover(lab, recorder));
    lab.rest(RECORDING);
    load.stop();
    LoadResult result = load.result(PATIENCE);
    lab.await("all takes have ended", PATIENCE, () -> recorder.recording() == 0);
    recorder.process().stop();
    Recorded recorded = Recorded.byAircheck(recorder.setup().data());
    samples.add(Series.OURS, IN_GAPS, (double) recorded.inGaps());
    samples.add(Series.OURS, UNSAID, result.missing(recorded.bytes() + recorded.inGaps()));
  }

  private void allInOne(Lab lab, Samples samples) throws Exception {
    AircheckServer server = AircheckServer.start(lab, Setup.allInOne(lab, OptionalInt.empty()));
    publish(lab, server);
    lab.await("all are recorded", PATIENCE, () -> server.recording() == publishers);
    lab.rest(RECORDING);
    samples.add(Series.OURS, ALL, secondsToRecover(lab, server));
  }

  private LoadProcess publish(Lab lab, AircheckServer server) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("publish", "--reconnect"));
    arguments.addAll(List.of("--to", server.liveUrl()));
    arguments.addAll(List.of("--count", Integer.toString(publishers), "--for", "5m"));
    return LoadProcess.start(lab, OptionalInt.empty(), arguments);
  }

  private double secondsToRecover(Lab lab, AircheckServer server) throws Exception {
    server.process().kill();
    long begin = lab.nanos();
    server.launch();
    server.awaitReady();
    lab.await("all are recorded again", PATIENCE, () -> server.recording() == publishers);
    return (lab.nanos() - begin) / 1e9;
  }
}
