package tv.aircheck.cli.server;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.cli.CommandFailed;
import tv.aircheck.cli.Version;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.config.HostPort;
import tv.aircheck.cli.config.NodeConfig;
import tv.aircheck.cli.config.Role;
import tv.aircheck.cli.demo.DemoPublisher;
import tv.aircheck.cli.keeping.ShowKeeping;
import tv.aircheck.cli.metrics.RtmpMetrics;
import tv.aircheck.cli.metrics.StoreMetrics;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.status.StatusReport;
import tv.aircheck.index.access.GateWorld;
import tv.aircheck.index.access.Gatekeeper;
import tv.aircheck.playback.ClipDesk;
import tv.aircheck.recorder.jobs.JobScheduler;
import tv.aircheck.rtmp.RtmpServer;
import tv.aircheck.rtmp.RtmpServerSettings;
import tv.aircheck.rtmp.RtmpUri;
import tv.aircheck.storage.DataFolder;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.web.api.Addresses;
import tv.aircheck.web.api.ApiParts;

/** A node that runs: the parts its roles ask for, started in order and stopped in the reverse. */
public final class Server implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Server.class);

  private final Config config;
  private final Deque<Part> running = new ArrayDeque<>();
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private Loops loops;
  private Archive archive;
  private OriginNode origin;
  private RecorderNode recorder;
  private Gatekeeper gate;
  private PlaybackNode playback;
  private HostPort rtmp;
  private HostPort http;

  private Server(Config config) {
    this.config = config;
  }

  /**
   * Starts a node; when this returns, everything listens.
   *
   * @throws CommandFailed when it cannot start; nothing of it runs then
   */
  public static Server start(Config config) {
    Server server = new Server(config);
    try {
      server.startParts();
      return server;
    } catch (IOException e) {
      server.close();
      throw new CommandFailed(e.getMessage(), e);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private void startParts() throws IOException {
    DataFolder folder = DataFolder.take(config.data(), "aircheck " + Version.text());
    closing("data folder", folder::close);
    refuseFullDisk(folder.path());
    NodeIdentity node = NodeIdentity.of(config.node(), folder.path(), new SecureRandom());
    loops = Loops.of(config.node());
    closing("event loops", loops::close);
    archive = Archive.openAlone(config, new StoreMetrics(metrics));
    closing("archive", archive::close);
    if (config.has(Role.ORIGIN)) {
      origin = OriginNode.start(config, node, loops, metrics);
      closing("origin", origin::close);
    }
    if (config.has(Role.RECORDER)) {
      recorder = RecorderNode.start(config, node, loops, archive, origin, metrics);
      closing("recorder", recorder::stop);
    }
    gate = gate(folder.path());
    closing("access", gate::close);
    startPlayback();
    startRtmp();
    if (config.has(Role.RECORDER)) {
      JobScheduler jobs = JobsNode.start(config, archive, node, metrics);
      closing("jobs", jobs::close);
    }
    HttpNode.Parts parts = new HttpNode.Parts(origin, recorder, playback, api(node), gate);
    HttpNode served = HttpNode.start(config, parts, metrics);
    closing("http", served::close);
    http = new HostPort(config.http().host(), served.port());
  }

  private Gatekeeper gate(Path data) {
    SecureRandom random = new SecureRandom();
    String secret = config.access().linkSecret();
    return new Gatekeeper(
        archive.index(),
        config.access(),
        config.publish().rule(config.rtmp().isLoopback()),
        new GateWorld(
            InstantSource.system(),
            System::nanoTime,
            random,
            () ->
                secret.isEmpty()
                    ? KeptWord.in(data.resolve("link-secret"), "", 32, random)
                    : secret));
  }

  private void startPlayback() {
    if (config.has(Role.PLAYBACK)) {
      ObjectStore store = archive.storeForViewers(config);
      if (store != archive.store()) {
        closing("read-ahead", store::close);
      }
      playback = PlaybackNode.start(config, archive, store, metrics);
      closing("playback", playback::close);
    }
  }

  private ApiParts api(NodeIdentity node) {
    InstantSource clock = InstantSource.system();
    return new ApiParts(
        archive.index(),
        clock,
        System::nanoTime,
        new ShowKeeping(config, archive, clock),
        clips(),
        new Addresses(origin != null, playback != null, rtmp == null ? null : rtmp.port()),
        status(node)::json,
        Version.text());
  }

  /** The player's own, which reads what viewers have just read; without one, one of its own. */
  private ClipDesk clips() {
    if (playback != null) {
      return playback.playback().clips(new SecureRandom());
    }
    ClipDesk desk = archive.clips(config);
    closing("clips", desk::close);
    return desk;
  }

  private StatusReport status(NodeIdentity node) {
    boolean records = recorder != null;
    StatusReport.Parts parts =
        new StatusReport.Parts(
            node.name(),
            archive.index(),
            archive.spool(),
            origin == null ? null : origin.application(),
            records ? recorder.recorder() : null,
            records ? KnownJobs.of(config, archive) : List.of(),
            records ? recorder.uploadRate() : null);
    return new StatusReport(config, parts, InstantSource.system());
  }

  private void refuseFullDisk(Path folder) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    long least = config.recorder().spool().stopBelowBytes();
    if (config.has(Role.RECORDER) && free < least) {
      throw new CommandFailed(
          "the disk of %s is full: %s free, and a recorder needs %s (recorder.spool.stop-below-bytes)"
              .formatted(folder, Human.bytes(free), Human.bytes(least)));
    }
  }

  private void startRtmp() throws IOException {
    if (origin == null && playback == null) {
      return;
    }
    NodeConfig.RtmpLimits limits = config.node().rtmpLimits();
    RtmpServerSettings settings =
        RtmpServerSettings.defaults(config.rtmp().resolve())
            .with(limits.connections())
            .with(limits.messages())
            .with(limits.times());
    ArchiveAndLive application =
        new ArchiveAndLive(
            origin == null ? null : origin.application(),
            playback == null ? null : playback.playback());
    Doorman doorman = new Doorman(gate, application, config.rtmp().isLoopback());
    RtmpServer server =
        new RtmpServer(
            settings, loops.transport(), loops.media(), doorman, new RtmpMetrics(metrics));
    InetSocketAddress bound = server.bind();
    closing("rtmp", server::close);
    rtmp = new HostPort(config.rtmp().host(), bound.getPort());
  }

  private void closing(String name, Closing close) {
    running.push(new Part(name, close));
  }

  /** Where RTMP listens; null where this node does not. */
  public HostPort rtmp() {
    return rtmp;
  }

  /** Where the relay listens; null on a node that is no origin. */
  public HostPort relay() {
    return origin == null ? null : origin.relay();
  }

  /** Where HTTP listens. */
  public HostPort http() {
    return http;
  }

  /** Where the page is, without a path. */
  public String httpUrl() {
    return (config.web().tls().enabled() ? "https://" : "http://") + http;
  }

  /** What is kept; the caller must not close it. */
  public Archive archive() {
    return archive;
  }

  /** Publishes the built-in clip to {@code channel} of this server. */
  public CompletableFuture<DemoPublisher> publishDemo(String channel) {
    return DemoPublisher.start(
        RtmpUri.parse("rtmp://" + rtmp + "/" + channel),
        loops.transport(),
        loops.media(),
        System::nanoTime);
  }

  /** Says where everything listens and where the data lies. */
  public void describe(PrintWriter out) {
    out.println("Aircheck " + Version.text() + " is running.");
    if (origin != null) {
      out.println("  publish  rtmp://" + rtmp + "/live/NAME");
      out.println("  live     rtmp://" + rtmp + "/live/NAME");
      out.println("           " + httpUrl() + "/live/live/NAME.flv");
    }
    if (playback != null) {
      out.println("  archive  rtmp://" + rtmp + "/archive/live/NAME (the latest show)");
    }
    if (origin != null) {
      out.println("  relay    " + relay());
    }
    if (playback != null) {
      out.println("  page     " + httpUrl() + "/");
    }
    out.println("  http     " + httpUrl() + " (/metrics, /api/v1/status, /healthz, /readyz)");
    AccessWords.of(config, archive.index()).forEach(line -> out.println("  access   " + line));
    out.println("  data     " + config.data().toAbsolutePath().normalize());
    out.flush();
  }

  /** Stops in the reverse order of the start, so that what was taken in is recorded to its end. */
  @Override
  public void close() {
    while (!running.isEmpty()) {
      Part part = running.pop();
      try {
        part.close().close();
      } catch (Exception e) {
        log.error("The {} did not stop cleanly", part.name(), e);
      }
    }
  }

  private record Part(String name, Closing close) {}

  private interface Closing {
    void close() throws Exception;
  }
}
