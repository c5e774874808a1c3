package tv.aircheck.bench.cases;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tv.aircheck.bench.BenchCase;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.peer.AircheckServer;
import tv.aircheck.bench.peer.AircheckServer.Setup;
import tv.aircheck.bench.report.Result;
import tv.aircheck.bench.report.Samples;
import tv.aircheck.bench.report.Series;
import tv.aircheck.bench.report.Target;
import tv.aircheck.storage.s3.S3Server;
import tv.aircheck.storage.s3.S3Settings;

/** Players of archived shows that the spool has no more, from an S3 server beside. */
public final class PlayFromBucket implements BenchCase {
  private static final int WATCHING = 100;
  private static final int FETCHING = 8;
  private static final int ALONE = 1;
  private static final String ALL_AHEAD = "24h";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String REAL_TIME = WATCHING + " players at real-time pace: CPU per GB";
  private static final String FULL_SPEED = FETCHING + " players at full speed: CPU per GB";
  private static final String ONE = "one player at full speed";
  private static final String TURNED_AWAY = "players refused or cut";
  private static final String FROM_SPOOL = "from the spool";

  @Override
  public String name() {
    return "play-s3";
  }

  @Override
  public String title() {
    return "archived shows, played from S3";
  }

  @Override
  public Result run(Lab lab) throws Exception {
    Samples samples = new Samples();
    Duration window = lab.settings().warm().plus(lab.settings().measure());
    lab.alternate(
        name(),
        window.multipliedBy(3).plusSeconds(60),
        List.of(
            new Lab.Trial(Series.OURS, () -> fromBucket(lab, samples)),
            new Lab.Trial(FROM_SPOOL, () -> fromSpool(lab, samples))));
    return Result.measured(
        name(),
        title(),
        List.of(
            samples.row(REAL_TIME, "s/GB", null),
            samples.row(FULL_SPEED, "s/GB", null),
            samples.row(ONE, "MB/s", null),
            samples.row(TURNED_AWAY, "", Target.atMost(0))),
        "The bucket is S3Proxy's over a folder, which shares the players' processor: it is not counted, and slows them. %d shows."
            .formatted(Shows.COUNT));
  }

  private static void fromBucket(Lab lab, Samples samples) throws Exception {
    Path folder = lab.folder("bucket");
    try (S3Server server = S3Server.start(folder)) {
      // Nothing stays in the spool that the store has.
      String settings = store(server.newBucket()) + "recorder: {spool: {high-water-bytes: 0}}\n";
      AircheckServer aircheck =
          AircheckServer.start(lab, Setup.allInOne(lab, lab.serverCpu()).with(settings));
      Shows.record(lab, aircheck);
      lab.await(
          "the spool is empty",
          PATIENCE,
          () -> !Shows.hasSegments(aircheck.setup().data().resolve("spool")));
      aircheck.process().stop();
      aircheck.launch();
      aircheck.awaitReady();
      played(lab, samples, Series.OURS, aircheck);
      aircheck.process().stop();
    }
  }

  /** The group of settings that makes a server use a bucket. */
  static String store(S3Settings s3) {
    return """
        store:
          s3:
            bucket: %s
            prefix: %s
            endpoint: %s
            path-style: true
            access-key: %s
            secret-key: %s
        """
        .formatted(s3.bucket(), s3.prefix(), s3.endpoint(), s3.accessKey(), s3.secretKey());
  }

  private static void fromSpool(Lab lab, Samples samples) throws Exception {
    AircheckServer aircheck = AircheckServer.start(lab, Setup.allInOne(lab, lab.serverCpu()));
    Shows.record(lab, aircheck);
    aircheck.process().stop();
    aircheck.launch();
    aircheck.awaitReady();
    played(lab, samples, FROM_SPOOL, aircheck);
    aircheck.process().stop();
  }

  private static void played(Lab lab, Samples samples, String who, AircheckServer server)
      throws Exception {
    String from = Shows.archive(server);
    Played watched = Played.from(lab, server.process(), WATCHING, from, Shows.NUMBERS);
    Played fetched = fetched(lab, server, FETCHING);
    Played alone = fetched(lab, server, ALONE);
    samples.add(who, REAL_TIME, watched.cpuPerGigabyte());
    samples.add(who, FULL_SPEED, fetched.cpuPerGigabyte());
    samples.add(who, ONE, alone.gigabytes() * 1e3 / lab.settings().measure().toSeconds());
    samples.add(who, TURNED_AWAY, watched.turnedAway() + fetched.turnedAway());
  }

  private static Played fetched(Lab lab, AircheckServer server, int players) throws Exception {
    return Played.from(
        lab,
        server.process(),
        players,
        Shows.archive(server),
        Shows.NUMBERS,
        "--buffer=" + ALL_AHEAD);
  }
}
