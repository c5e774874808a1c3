package tv.aircheck.bench.cases;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tv.aircheck.bench.BenchCase;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.lab.Measured;
import tv.aircheck.bench.peer.AircheckServer;
import tv.aircheck.bench.peer.AircheckServer.Setup;
import tv.aircheck.bench.peer.NginxStatic;
import tv.aircheck.bench.report.Result;
import tv.aircheck.bench.report.Row;
import tv.aircheck.bench.report.Samples;
import tv.aircheck.bench.report.Series;
import tv.aircheck.bench.report.Target;

/**
 * Archived shows over HTTP, from the spool, as fast as it goes: in each form, beside a server that
 * has the same bytes ready as files.
 */
public final class PlayOverHttp implements BenchCase {
  private static final int FETCHING = 8;
  private static final int CROWD = 100;

  /** Whoever plays a show that may go on waits at its end. */
  private static final String OVER_AT_ONCE = "recorder: {broadcasts: {reconnect-window: 1s}}\n";

  private static final String TURNED_AWAY = "clients refused or cut";

  /** What a show is served as. */
  private enum Form {
    HLS("HLS", "/hls/{}/media.m3u8"),
    FLV("HTTP-FLV", "/flv/{}.flv"),
    MP4("MP4", "/mp4/{}.mp4");

    private final String words;
    private final String path;

    Form(String words, String path) {
      this.words = words;
      this.path = path;
    }

    String cpu() {
      return "%s, %d clients at full speed: CPU per GB".formatted(words, FETCHING);
    }

    String memory() {
      return "%s, %d clients at full speed: memory per client".formatted(words, CROWD);
    }
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public String title() {
    return "archived shows over HTTP, from the spool";
  }

  @Override
  public Result run(Lab lab) throws Exception {
    Samples samples = new Samples();
    Duration window = lab.settings().warm().plus(lab.settings().measure());
    int windows = 3 * Form.values().length;
    lab.alternate(
        name(),
        window.multipliedBy(windows).plusSeconds(60),
        List.of(new Lab.Trial("both servers, over the same shows", () -> both(lab, samples))));
    return Result.measured(
        name(),
        title(),
        rows(samples),
        "http: seconds of the server's processor time per 10^9 bytes of pieces, FLV or MP4 that clients received. The server has one processor, the clients the other.",
        "http: sendfile hands out the bytes that our server made of the same %d shows, fetched before. A client of HLS asks for a show's playlist and all its pieces on one connection."
            .formatted(FETCHING),
        "http: memory per client is what the server holds with %d of them beyond what it held with %d; it is started anew for each form."
            .formatted(CROWD, FETCHING));
  }

  private static List<Row> rows(Samples samples) {
    List<Row> rows = new ArrayList<>();
    for (Form form : Form.values()) {
      rows.add(samples.row(form.cpu(), "s/GB", null));
      rows.add(samples.row(form.memory(), "KB", null));
    }
    rows.add(samples.row(TURNED_AWAY, "", Target.atMost(0)));
    return rows;
  }

  private static void both(Lab lab, Samples samples) throws Exception {
    Setup setup = Setup.allInOne(lab, lab.serverCpu()).with(OVER_AT_ONCE);
    AircheckServer server = AircheckServer.start(lab, setup);
    Shows.record(lab, server);
    Shows.awaitOver(lab, server);
    List<String> shows = Shows.newest(server, FETCHING);
    Path names = Files.write(lab.folder("names").resolve("names"), shows);
    List<String> paths = Arrays.stream(Form.values()).map(form -> form.path).toList();
    Path files = Shows.fetch(lab, server, shows, paths);
    String root = "http://127.0.0.1:%d".formatted(server.setup().web());
    int turnedAway = 0;
    for (Form form : Form.values()) {
      // Anew, so that no memory is counted but that of this form's clients.
      server.process().stop();
      server.launch();
      server.awaitReady();
      Clients clients = new Clients(lab, server.process(), root + form.path, names);
      Played fetched = clients.play(FETCHING);
      Played crowd = clients.play(CROWD);
      double more = (double) (crowd.rss() - fetched.rss());
      samples.add(Series.OURS, form.cpu(), fetched.cpuPerGigabyte());
      samples.add(Series.OURS, form.memory(), more / 1e3 / (CROWD - FETCHING));
      turnedAway += fetched.turnedAway() + crowd.turnedAway();
    }
    server.process().stop();
    samples.add(Series.OURS, TURNED_AWAY, turnedAway);
    floor(lab, samples, files, names);
  }

  private static void floor(Lab lab, Samples samples, Path files, Path names) throws Exception {
    NginxStatic floor = NginxStatic.start(lab, lab.serverCpu(), files);
    int turnedAway = 0;
    for (Form form : Form.values()) {
      Clients clients = new Clients(lab, floor.process(), floor.url() + form.path, names);
      Played fetched = clients.play(FETCHING);
      samples.add(NginxStatic.NAME, form.cpu(), fetched.cpuPerGigabyte());
      turnedAway += fetched.turnedAway();
    }
    floor.process().stop();
    samples.add(NginxStatic.NAME, TURNED_AWAY, turnedAway);
  }

  /**
   * Who fetches from where.
   *
   * @param names a file with the shows' ids
   */
  private record Clients(Lab lab, Measured server, String from, Path names) {
    Played play(int count) throws Exception {
      return Played.from(lab, server, count, from, "--names=" + names);
    }
  }
}
