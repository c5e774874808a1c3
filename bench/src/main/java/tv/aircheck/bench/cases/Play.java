package tv.aircheck.bench.cases;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tv.aircheck.bench.BenchCase;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.lab.Measured;
import tv.aircheck.bench.peer.AircheckServer;
import tv.aircheck.bench.peer.AircheckServer.Setup;
import tv.aircheck.bench.peer.NginxRtmp;
import tv.aircheck.bench.peer.NginxStatic;
import tv.aircheck.bench.report.Result;
import tv.aircheck.bench.report.Row;
import tv.aircheck.bench.report.Samples;
import tv.aircheck.bench.report.Series;
import tv.aircheck.bench.report.Target;

/** Players of archived shows, from the spool: at real-time pace, and as fast as it goes. */
public final class Play implements BenchCase {
  private static final int WATCHING = 500;
  private static final int FETCHING = 8;

  /** What the first players cost in code and heap is not counted as theirs. */
  private static final int FIRST = 20;

  /** Players that want so much ahead are served as fast as they read. */
  private static final String ALL_AHEAD = "24h";

  private static final String REAL_TIME = WATCHING + " players at real-time pace: CPU per GB";
  private static final String MEMORY = WATCHING + " players at real-time pace: memory per player";
  private static final String FULL_SPEED = FETCHING + " players at full speed: CPU per GB";
  private static final String TURNED_AWAY = "players refused or cut";

  @Override
  public String name() {
    return "play";
  }

  @Override
  public String title() {
    return "archived shows, played from the spool";
  }

  @Override
  public Result run(Lab lab) throws Exception {
    Samples samples = new Samples();
    Duration window = lab.settings().warm().plus(lab.settings().measure());
    lab.alternate(
        name(),
        window.multipliedBy(7).plusSeconds(60),
        List.of(new Lab.Trial("all servers, over the same shows", () -> all(lab, samples))));
    return Result.measured(
        name(),
        title(),
        rows(samples),
        "CPU per GB: seconds of the server's processor time per 10^9 bytes of FLV that players"
            + " received. The server has one processor, the players the other.",
        "%d shows; nginx-rtmp plays copies of one that was exported, and so does sendfile, over"
                .formatted(Shows.COUNT)
            + " HTTP.",
        "Memory per player: what the server holds with %d players beyond what it held after the"
                .formatted(WATCHING)
            + " first %d.".formatted(FIRST));
  }

  private static List<Row> rows(Samples samples) {
    return List.of(
        samples.row(REAL_TIME, "s/GB", Target.atMostTimes(1.0, NginxRtmp.NAME)),
        samples.row(MEMORY, "KB", Target.atMost(100)),
        samples.row(FULL_SPEED, "s/GB", Target.atMostTimes(0.7, NginxRtmp.NAME)),
        samples.row(TURNED_AWAY, "", Target.atMost(0)));
  }

  private static void all(Lab lab, Samples samples) throws Exception {
    AircheckServer server = AircheckServer.start(lab, Setup.allInOne(lab, lab.serverCpu()));
    Shows.record(lab, server);
    Path files = Shows.export(lab, server);
    // Started anew, so that no memory of the recording is counted.
    server.process().stop();
    server.launch();
    server.awaitReady();
    rtmp(lab, samples, Series.OURS, server.process(), Shows.archive(server));
    server.process().stop();

    NginxRtmp nginx = NginxRtmp.playing(lab, lab.serverCpu(), files);
    rtmp(lab, samples, NginxRtmp.NAME, nginx.process(), nginx.url("vod") + "/show{}.flv");
    nginx.process().stop();

    NginxStatic floor = NginxStatic.start(lab, lab.serverCpu(), files);
    String url = floor.url() + "/show{}.flv";
    Played played = Played.from(lab, floor.process(), FETCHING, url, Shows.NUMBERS);
    samples.add(NginxStatic.NAME, FULL_SPEED, played.cpuPerGigabyte());
    floor.process().stop();
  }

  private static void rtmp(Lab lab, Samples samples, String who, Measured server, String from)
      throws Exception {
    Played first = Played.from(lab, server, FIRST, from, Shows.NUMBERS);
    Played watched = Played.from(lab, server, WATCHING, from, Shows.NUMBERS);
    Played fetched =
        Played.from(lab, server, FETCHING, from, Shows.NUMBERS, "--buffer=" + ALL_AHEAD);
    samples.add(who, REAL_TIME, watched.cpuPerGigabyte());
    samples.add(who, MEMORY, (watched.rss() - first.rss()) / 1e3 / WATCHING);
    samples.add(who, FULL_SPEED, fetched.cpuPerGigabyte());
    samples.add(who, TURNED_AWAY, watched.turnedAway() + fetched.turnedAway());
  }
}
