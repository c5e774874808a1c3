package tv.aircheck.bench.cases;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import tv.aircheck.bench.BenchCase;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.peer.AircheckServer;
import tv.aircheck.bench.peer.AircheckServer.Setup;
import tv.aircheck.bench.peer.NginxRtmp;
import tv.aircheck.bench.peer.SocatSink;
import tv.aircheck.bench.report.Result;
import tv.aircheck.bench.report.Row;
import tv.aircheck.bench.report.Samples;
import tv.aircheck.bench.report.Series;
import tv.aircheck.bench.report.Target;

/**
 * Publishers at real-time pace, the whole way from their sockets to sealed, synced and indexed
 * segments.
 *
 * @param publishers how many
 */
public record Recording(int publishers) implements BenchCase {
  /** Up to so many, the server has one processor for itself, and the generator the other. */
  private static final int MOST_ON_ONE_CPU = 500;

  /** With fewer, what a JVM takes once, whoever comes, is most of what there is per stream. */
  private static final int LEAST_FOR_MEMORY = 500;

  private static final String PEAK = "peak memory";
  private static final String PER_STREAM = "memory per stream beyond the log window";
  private static final String MISSING = "bytes not recorded";
  private static final Duration SETTLING = Duration.ofSeconds(60);
  private static final Duration IDLE = Duration.ofSeconds(2);

  @Override
  public String name() {
    return "record-" + publishers;
  }

  @Override
  public String title() {
    return publishers + " publishers of 1.15 Mbit/s, recorded";
  }

  @Override
  public Result run(Lab lab) throws Exception {
    Samples samples = new Samples();
    lab.alternate(
        name(),
        LoadedServer.time(lab, publishers),
        List.of(
            new Lab.Trial(Series.OURS, () -> ours(lab, samples)),
            new Lab.Trial(NginxRtmp.NAME, () -> nginx(lab, samples)),
            new Lab.Trial(SocatSink.NAME, () -> floor(lab, samples))));
    return Result.measured(
        name(),
        title(),
        rows(samples),
        isPinned()
            ? "Up to 500 publishers the server has one processor, the load generator the other."
            : "With 1000 publishers and more, server and load generator share all processors.",
        "aircheck syncs what it records every 2 s and at each segment's end; nginx-rtmp and the"
            + " floor leave that to the kernel.",
        "nginx-rtmp does not record a stream's metadata: 261 bytes of each of these streams.",
        "Memory per stream: what the server held at most, beyond what it held when idle and beyond"
            + " the log's window at its highest, divided by the streams.",
        lab.memoryWords(),
        LoadedServer.lateness(samples, publishers));
  }

  private boolean isPinned() {
    return publishers <= MOST_ON_ONE_CPU;
  }

  private OptionalInt serverCpu(Lab lab) {
    return isPinned() ? lab.serverCpu() : OptionalInt.empty();
  }

  private OptionalInt loadCpu(Lab lab) {
    return isPinned() ? lab.loadCpu() : OptionalInt.empty();
  }

  private void ours(Lab lab, Samples samples) throws Exception {
    AircheckServer server = AircheckServer.start(lab, Setup.allInOne(lab, serverCpu(lab)));
    lab.rest(IDLE);
    long idle = server.process().rss();
    LoadedServer run =
        LoadedServer.warmedUp(
            lab, publishers, server.liveUrl(), loadCpu(lab), server.process(), () -> {});
    lab.await("all takes have ended", SETTLING, () -> server.recording() == 0);
    long peak = server.process().peakRss();
    // Both at their highest: the window swings with the disk, and memory once had is kept.
    double window = server.metrics().of("aircheck_origin_window_peak_bytes");
    server.process().stop();
    run.addTo(samples, Series.OURS);
    samples.add(Series.OURS, PEAK, peak / 1e6);
    samples.add(Series.OURS, PER_STREAM, (peak - idle - window) / publishers / 1e3);
    long recorded = Recorded.byAircheck(server.setup().data()).bytes();
    samples.add(Series.OURS, MISSING, run.missing(recorded));
  }

  private void nginx(Lab lab, Samples samples) throws Exception {
    NginxRtmp server = NginxRtmp.recording(lab, serverCpu(lab));
    LoadedServer run =
        LoadedServer.compiled(lab, publishers, server.url("live"), loadCpu(lab), server.process());
    Recorded.awaitSettled(lab, server.recordings());
    run.addTo(samples, NginxRtmp.NAME);
    samples.add(NginxRtmp.NAME, PEAK, server.process().peakRss() / 1e6);
    long recorded = Recorded.inFlvFiles(server.recordings());
    samples.add(NginxRtmp.NAME, MISSING, run.missing(recorded));
  }

  private void floor(Lab lab, Samples samples) throws Exception {
    SocatSink sink = SocatSink.start(lab, serverCpu(lab));
    LoadedServer run =
        LoadedServer.compiled(
            lab, publishers, "tcp://" + sink.address(), loadCpu(lab), sink.process());
    samples.add(
        SocatSink.NAME, LoadedServer.CPU_PER_GB, run.cpuSeconds() / run.load().windowGigabytes());
  }

  private List<Row> rows(Samples samples) {
    String condition = publishers + " publishers: ";
    // What is demanded at 1000 and more is that all of it is recorded.
    Target cheaper = isPinned() ? Target.atMostTimes(0.7, NginxRtmp.NAME) : null;
    Target small = publishers >= LEAST_FOR_MEMORY ? Target.atMost(150) : null;
    return List.of(
        samples.row(condition, LoadedServer.CPU_PER_GB, "s/GB", cheaper),
        samples.row(condition, PEAK, "MB", null),
        samples.row(condition, PER_STREAM, "KB", small),
        samples.row(condition, MISSING, "", Target.atMost(0)),
        samples.row(condition, LoadedServer.TURNED_AWAY, "", Target.atMost(0)));
  }
}
