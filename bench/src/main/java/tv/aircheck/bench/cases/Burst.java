package tv.aircheck.bench.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tv.aircheck.bench.BenchCase;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.lab.LoadProcess;
import tv.aircheck.bench.peer.AircheckServer;
import tv.aircheck.bench.peer.AircheckServer.Setup;
import tv.aircheck.bench.peer.NginxRtmp;
import tv.aircheck.bench.report.Result;
import tv.aircheck.bench.report.Samples;
import tv.aircheck.bench.report.Series;
import tv.aircheck.bench.report.Target;

/**
 * Many publishers at once, as after a breakdown elsewhere.
 *
 * @param publishers how many
 */
public record Burst(int publishers) implements BenchCase {
  private static final String WITHIN = "2s";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STAYING = Duration.ofSeconds(5);
  private static final Duration TURN = Duration.ofSeconds(18);
  private static final String ALL_RECORDING = "from the first one's attempt until all are recorded";

  @Override
  public String name() {
    return "burst";
  }

  @Override
  public String title() {
    return publishers + " publishers who come within 2 s";
  }

  @Override
  public Result run(Lab lab) throws Exception {
    Samples samples = new Samples();
    lab.alternate(
        name(),
        TURN,
        List.of(
            new Lab.Trial(Series.OURS, () -> ours(lab, samples)),
            new Lab.Trial(NginxRtmp.NAME, () -> nginx(lab, samples))));
    return Result.measured(
        name(),
        title(),
        List.of(
            samples.row(ALL_RECORDING, "s", null),
            samples.row(LoadedServer.TURNED_AWAY, "", Target.atMost(0))),
        "burst: the attempts alone take 2 s; aircheck says itself when a stream is being recorded, for"
            + " nginx-rtmp its file has to be there. Nothing is pinned.");
  }

  private void ours(Lab lab, Samples samples) throws Exception {
    AircheckServer server = AircheckServer.start(lab, Setup.allInOne(lab, OptionalInt.empty()));
    measure(lab, samples, Series.OURS, server.liveUrl(), () -> server.recording() == publishers);
  }

  private void nginx(Lab lab, Samples samples) throws Exception {
    NginxRtmp server = NginxRtmp.recording(lab, OptionalInt.empty());
    measure(
        lab,
        samples,
        NginxRtmp.NAME,
        server.url("live"),
        () -> files(server.recordings()) >= publishers);
  }

  private static long files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private void measure(Lab lab, Samples samples, String who, String to, Lab.Condition allRecording)
      throws Exception {
    LoadProcess load =
        LoadProcess.start(
            lab,
            OptionalInt.empty(),
            List.of(
                "publish",
                "--to",
                to,
                "--count",
                Integer.toString(publishers),
                "--within",
                WITHIN,
                "--for",
                STAYING.toSeconds() + "s"));
    JsonNode entering = load.await("entering", PATIENCE);
    lab.await("all " + publishers + " are recorded", PATIENCE, allRecording);
    long tookMs = lab.wallMs() - entering.path("wallMs").asLong();
    samples.add(who, ALL_RECORDING, tookMs / 1e3);
    samples.add(who, LoadedServer.TURNED_AWAY, load.result(PATIENCE).turnedAway());
  }
}
