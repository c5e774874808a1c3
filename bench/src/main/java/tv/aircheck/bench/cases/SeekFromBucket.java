package tv.aircheck.bench.cases;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.HdrHistogram.Histogram;
import tv.aircheck.bench.BenchCase;
import tv.aircheck.bench.archive.StoredShows;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.peer.AircheckServer;
import tv.aircheck.bench.peer.AircheckServer.Setup;
import tv.aircheck.bench.report.Result;
import tv.aircheck.bench.report.Row;
import tv.aircheck.bench.report.Samples;
import tv.aircheck.bench.report.Series;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.s3.S3Server;
import tv.aircheck.storage.s3.S3Settings;

/** A viewer who jumps about in a show that only an S3 server has. */
public final class SeekFromBucket implements BenchCase {
  private static final Duration SHOW = Duration.ofHours(1);
  private static final int SEEKS = 300;

  /** Until what is sent ahead after a seek has come. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private static final String RTMP = "over RTMP";
  private static final String HLS = "over HLS";
  private static final double[] PERCENTILES = {50, 99};

  @Override
  public String name() {
    return "seek-s3";
  }

  @Override
  public String title() {
    return "a seek in a show that only S3 has, from the request to the first picture or sound (over HLS: byte of the piece)";
  }

  @Override
  public Result run(Lab lab) throws Exception {
    Samples samples = new Samples();
    Setup bare = Setup.of(lab, "playback", 0, OptionalInt.empty());
    try (S3Server server = S3Server.start(lab.folder("bucket"))) {
      S3Settings bucket = server.newBucket();
      Setup setup = bare.with(PlayFromBucket.store(bucket));
      lab.say("seek-s3: making a show of %d minutes in a bucket".formatted(SHOW.toMinutes()));
      Path made = lab.folder("made");
      try (ObjectStore store = S3Server.open(bucket)) {
        StoredShows.make(store, made, 1, SHOW);
      }
      // The index goes to the server, and the spool does not.
      Files.createDirectories(setup.data());
      Files.move(made.resolve("index.db"), setup.data().resolve("index.db"));
      AircheckServer aircheck = AircheckServer.start(lab, setup);
      measure(lab, samples, aircheck);
      aircheck.process().stop();
    }
    List<Row> rows =
        List.of(
            samples.row(RTMP + ", p50", "ms", null),
            samples.row(RTMP + ", p99", "ms", null),
            samples.row(HLS + ", p50", "ms", null),
            samples.row(HLS + ", p99", "ms", null));
    return Result.measured(
        name(),
        title(),
        rows,
        "seek-s3: %d random places in a show of %d minutes, each new to the server as far as chance has it; the bucket is S3Proxy's over a folder, in the viewer's process."
            .formatted(SEEKS, SHOW.toMinutes()));
  }

  private static void measure(Lab lab, Samples samples, AircheckServer aircheck) throws Exception {
    String show = Shows.newest(aircheck);
    try (Seeker rtmp = Seeker.watch(aircheck.setup().rtmp(), show);
        HlsSeeker hls = HlsSeeker.watch(aircheck.setup().web(), show)) {
      // The first round warms both processes up and does not count.
      for (int round = 0; round <= lab.settings().repeats(); round++) {
        lab.say("seek-s3: round %d of %d".formatted(round, lab.settings().repeats()));
        Samples counted = round == 0 ? new Samples() : samples;
        Histogram overRtmp = new Histogram(3);
        for (long place : places(2 * round)) {
          lab.rest(PAUSE);
          overRtmp.recordValue(rtmp.seekNanos(place));
        }
        add(counted, RTMP, overRtmp);
        Histogram overHls = new Histogram(3);
        hls.connect();
        for (long place : places(2 * round + 1)) {
          overHls.recordValue(hls.seekNanos(place));
        }
        add(counted, HLS, overHls);
      }
    }
  }

  /** Other ones for each round, the same in each run. */
  private static long[] places(int round) {
    return new Random(round).longs(SEEKS, 0, SHOW.toMillis()).toArray();
  }

  private static void add(Samples samples, String how, Histogram nanos) {
    for (double percentile : PERCENTILES) {
      samples.add(
          Series.OURS,
          how + ", p%.0f".formatted(percentile),
          nanos.getValueAtPercentile(percentile) / 1e6);
    }
  }
}
