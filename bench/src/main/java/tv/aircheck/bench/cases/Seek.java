package tv.aircheck.bench.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.HdrHistogram.Histogram;
import tv.aircheck.bench.BenchCase;
import tv.aircheck.bench.archive.ArchivePlan;
import tv.aircheck.bench.archive.BigArchive;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.peer.AircheckServer;
import tv.aircheck.bench.peer.AircheckServer.Setup;
import tv.aircheck.bench.report.Result;
import tv.aircheck.bench.report.Row;
import tv.aircheck.bench.report.Samples;
import tv.aircheck.bench.report.Series;
import tv.aircheck.bench.report.Target;

/** A viewer who jumps about in a show of a day, among thousands of shows, and in one of an hour. */
public final class Seek implements BenchCase {
  private static final String IN_SHORT = "in a short show";
  private static final int WARM_SEEKS = 1_000;
  private static final int COLD_SEEKS = 150;

  /** Until what is sent ahead after a seek has come: the next one finds a server at rest. */
  private static final Duration PAUSE = Duration.ofMillis(10);

  private static final double AT_MOST_MS = 10;
  private static final String WARM = "read before, ";
  private static final String COLD = "nothing cached, ";
  private static final String HLS = "over HLS, read before, ";
  private static final String PLAYLIST = "playlist of HLS, read before, ";
  private static final String PLAYLIST_SIZE = "playlist of HLS, compressed";
  private static final int PLAYLISTS = 50;

  @Override
  public String name() {
    return "seek";
  }

  @Override
  public String title() {
    return "a seek, from the request to the first picture or sound (over HLS: byte of the piece)";
  }

  @Override
  public Result run(Lab lab) throws Exception {
    ArchivePlan plan = ArchivePlan.forRunsOf(lab.settings().measure());
    BigArchive archive = BigArchive.of(plan, lab.settings().workParent(), lab::say);
    Setup setup = Setup.of(lab, "playback", 0, OptionalInt.empty());
    Files.createSymbolicLink(setup.data(), archive.data());
    AircheckServer.start(lab, setup);
    boolean cold = PageCache.canDrop();
    Samples samples = new Samples();
    try (Seeker inLong = Seeker.watch(setup.rtmp(), archive.longShow());
        Seeker inShort = Seeker.watch(setup.rtmp(), archive.shortShow());
        HlsSeeker hlsLong = HlsSeeker.watch(setup.web(), archive.longShow());
        HlsSeeker hlsShort = HlsSeeker.watch(setup.web(), archive.shortShow())) {
      Viewer day = new Viewer(Series.OURS, inLong, hlsLong, plan.longShow());
      Viewer hour = new Viewer(IN_SHORT, inShort, hlsShort, plan.shortShow());
      measure(lab, samples, List.of(day, hour), cold);
    }
    return Result.measured(name(), title(), rows(samples, cold), notes(plan, cold));
  }

  private static List<Row> rows(Samples samples, boolean cold) {
    Target target = Target.atMost(AT_MOST_MS);
    List<Row> rows = new ArrayList<>();
    rows.add(samples.row(WARM + "p50", "ms", null));
    rows.add(samples.row(WARM + "p99", "ms", target));
    rows.add(samples.row(WARM + "p99.9", "ms", null));
    if (cold) {
      rows.add(samples.row(COLD + "p50", "ms", null));
      rows.add(samples.row(COLD + "p99", "ms", target));
    }
    rows.add(samples.row(HLS + "p50", "ms", null));
    rows.add(samples.row(HLS + "p99", "ms", target));
    rows.add(samples.row(PLAYLIST + "p50", "ms", null));
    rows.add(samples.row(PLAYLIST + "p99", "ms", null));
    rows.add(samples.row(PLAYLIST_SIZE, "KB", null));
    return rows;
  }

  private static String[] notes(ArchivePlan plan, boolean cold) {
    return new String[] {
      "seek: random places in a show of %d minutes, beside the same in one of %d; %,d shows and %,d segments are in the"
              .formatted(
                  plan.longShow().toMinutes(),
                  plan.shortShow().toMinutes(),
                  plan.shows(),
                  plan.rows())
          + " index. "
          + (cold
              ? "With nothing cached, the system's page cache is dropped before each seek."
              : "Dropping the system's caches needs root: not measured with nothing cached."),
      "seek: over HLS the playlist is read before, and a seek ends with the first byte of the piece"
    };
  }

  /** Who seeks in which show. */
  private record Viewer(String who, Seeker seeker, HlsSeeker hls, Duration show) {}

  private static void measure(Lab lab, Samples samples, List<Viewer> viewers, boolean cold)
      throws Exception {
    lab.say("seek: going to all places once");
    for (Viewer viewer : viewers) {
      seekAll(lab, viewer.seeker(), places(viewer.show(), WARM_SEEKS), false);
    }
    int repeats = lab.settings().repeats();
    for (int repeat = 1; repeat <= repeats; repeat++) {
      lab.say("seek: going there again, %d of %d".formatted(repeat, repeats));
      for (Viewer viewer : viewers) {
        long[] places = places(viewer.show(), WARM_SEEKS);
        add(samples, viewer.who(), WARM, seekAll(lab, viewer.seeker(), places, false));
        addHls(samples, viewer, places);
      }
    }
    for (int repeat = 1; cold && repeat <= repeats; repeat++) {
      lab.say("seek: with nothing cached, %d of %d".formatted(repeat, repeats));
      for (Viewer viewer : viewers) {
        long[] places = places(viewer.show(), COLD_SEEKS);
        add(samples, viewer.who(), COLD, seekAll(lab, viewer.seeker(), places, true));
      }
    }
  }

  private static void addHls(Samples samples, Viewer viewer, long[] places) throws IOException {
    Histogram nanos = new Histogram(3);
    viewer.hls().connect();
    for (long place : places) {
      nanos.recordValue(viewer.hls().seekNanos(place));
    }
    add(samples, viewer.who(), HLS, nanos);
    Histogram playlists = new Histogram(3);
    for (int i = 0; i < PLAYLISTS; i++) {
      playlists.recordValue(viewer.hls().readPlaylist());
    }
    add(samples, viewer.who(), PLAYLIST, playlists);
    samples.add(viewer.who(), PLAYLIST_SIZE, viewer.hls().playlistBytes() / 1e3);
  }

  /** The same ones each time. */
  private static long[] places(Duration show, int count) {
    return new Random(1).longs(count, 0, show.toMillis()).toArray();
  }

  private static Histogram seekAll(Lab lab, Seeker seeker, long[] places, boolean cold)
      throws Exception {
    Histogram nanos = new Histogram(3);
    for (long place : places) {
      lab.rest(PAUSE);
      if (cold) {
        PageCache.drop();
      }
      nanos.recordValue(seeker.seekNanos(place));
    }
    return nanos;
  }

  private static void add(Samples samples, String who, String what, Histogram nanos) {
    for (double percentile : new double[] {50, 99, 99.9}) {
      String name = what + (percentile == 99.9 ? "p99.9" : "p%.0f".formatted(percentile));
      samples.add(who, name, nanos.getValueAtPercentile(percentile) / 1e6);
    }
  }
}
