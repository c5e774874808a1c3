package tv.aircheck.bench.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tv.aircheck.bench.BenchCase;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.lab.LoadProcess;
import tv.aircheck.bench.peer.AircheckServer;
import tv.aircheck.bench.peer.AircheckServer.Setup;
import tv.aircheck.bench.peer.NginxRtmp;
import tv.aircheck.bench.report.Result;
import tv.aircheck.bench.report.Row;
import tv.aircheck.bench.report.Samples;
import tv.aircheck.bench.report.Series;
import tv.aircheck.bench.report.Target;

/**
 * How long a picture takes from its publisher's socket to a player. Some publishers write the time
 * into each picture; their players read it.
 *
 * @param others how many other streams the server records meanwhile
 */
public record LiveLatency(int others) implements BenchCase {
  private static final int WATCHED = 10;
  private static final Duration WARM = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Longer than any measurement here: who goes on meanwhile is told to stop. */
  private static final String LONG = "240s";

  private static final String RTMP = "to an RTMP player";
  private static final String HTTP_FLV = "to an HTTP-FLV player";

  @Override
  public String name() {
    return "latency-" + others;
  }

  @Override
  public String title() {
    return "from publisher to live player, with " + others + " other streams";
  }

  @Override
  public Result run(Lab lab) throws Exception {
    Samples samples = new Samples();
    lab.alternate(
        name(),
        lab.settings().measure().plus(WARM).plusSeconds(20),
        List.of(
            new Lab.Trial(Series.OURS, () -> ours(lab, samples)),
            new Lab.Trial(NginxRtmp.NAME, () -> nginx(lab, samples))));
    return Result.measured(
        name(),
        title(),
        rows(samples),
        WATCHED
            + " streams of 30 pictures a second are watched. Publishers and players share one"
            + " processor, and the server has the other: what they wait for each other is in the"
            + " numbers, of all servers alike. Both servers record all streams.");
  }

  private List<Row> rows(Samples samples) {
    String condition = others + " other streams: ";
    List<Row> rows = new ArrayList<>();
    for (String way : List.of(RTMP, HTTP_FLV)) {
      rows.add(samples.row(condition, way + ", p50", "ms", null));
      rows.add(samples.row(condition, way + ", p99", "ms", Target.atMost(50)));
    }
    return rows;
  }

  private void ours(Lab lab, Samples samples) throws Exception {
    AircheckServer server = AircheckServer.start(lab, Setup.allInOne(lab, lab.serverCpu()));
    List<LoadProcess> publishers = publish(lab, server.liveUrl());
    LoadProcess rtmp = watch(lab, server.liveUrl() + "/watched{}");
    LoadProcess http =
        watch(lab, "http://127.0.0.1:%d/live/live/watched{}.flv".formatted(server.setup().web()));
    take(rtmp, samples, Series.OURS, RTMP);
    take(http, samples, Series.OURS, HTTP_FLV);
    end(publishers);
  }

  private void nginx(Lab lab, Samples samples) throws Exception {
    NginxRtmp server = NginxRtmp.recording(lab, lab.serverCpu());
    List<LoadProcess> publishers = publish(lab, server.url("live"));
    take(watch(lab, server.url("live") + "/watched{}"), samples, NginxRtmp.NAME, RTMP);
    end(publishers);
  }

  private List<LoadProcess> publish(Lab lab, String to) throws Exception {
    List<LoadProcess> publishers = new ArrayList<>();
    if (others > 0) {
      publishers.add(publish(lab, to, others, "--prefix", "other"));
    }
    publishers.add(publish(lab, to, WATCHED, "--prefix", "watched", "--stamp"));
    return publishers;
  }

  private static LoadProcess publish(Lab lab, String to, int count, String... more)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of("publish", "--to", to, "--for", LONG));
    arguments.addAll(List.of("--count", Integer.toString(count)));
    arguments.addAll(List.of(more));
    LoadProcess load = LoadProcess.start(lab, lab.loadCpu(), arguments);
    load.await("connected", PATIENCE);
    return load;
  }

  private static LoadProcess watch(Lab lab, String from) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("play", "--from", from));
    arguments.addAll(List.of("--count", Integer.toString(WATCHED)));
    arguments.addAll(List.of("--warm", WARM.toSeconds() + "s"));
    arguments.addAll(List.of("--measure", lab.settings().measure().toSeconds() + "s"));
    return LoadProcess.start(lab, lab.loadCpu(), arguments);
  }

  private static void take(LoadProcess players, Samples samples, String who, String way)
      throws Exception {
    JsonNode result = players.await("result", PATIENCE.plus(PATIENCE));
    JsonNode latency = result.path("window").path("timingsMs").path("latency");
    if (latency.path("count").asLong() == 0) {
      throw new IllegalStateException(
          who + " showed no picture " + way + ": " + result.path("connections").path("reasons"));
    }
    samples.add(who, way + ", p50", latency.path("p50").asDouble());
    samples.add(who, way + ", p99", latency.path("p99").asDouble());
  }

  /** In order, so that a server is not taken away under them. */
  private static void end(List<LoadProcess> publishers) throws Exception {
    for (LoadProcess publisher : publishers) {
      publisher.stop();
    }
    for (LoadProcess publisher : publishers) {
      publisher.await("result", PATIENCE);
    }
  }
}
