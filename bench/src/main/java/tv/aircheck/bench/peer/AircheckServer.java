package tv.aircheck.bench.peer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.lab.Measured;
import tv.aircheck.bench.lab.Program;

/**
 * Our own server, as people start it: the distribution's {@code bin/aircheck serve}. Options for
 * its JVM come from {@code AIRCHECK_OPTS}, as always.
 */
public final class AircheckServer {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Lab lab;
  private final Setup setup;
  private final HttpClient http = HttpClient.newHttpClient();
  private Measured process;

  private AircheckServer(Lab lab, Setup setup) {
    this.lab = lab;
    this.setup = setup;
  }

  /**
   * Where and as what it runs.
   *
   * @param roles as {@code --roles} takes them
   * @param originRelay the relay port of the origin it records, or 0
   * @param folder its data, its configuration and what it says
   * @param cpu the only processor it may use, or none
   * @param more groups of settings, as the file has them
   */
  // width: all that one has to say to start a node
  public record Setup(
      String roles,
      int rtmp,
      int relay,
      int web,
      int originRelay,
      Path folder,
      OptionalInt cpu,
      String more) {
    // width ends
    /** A node that does everything, on free ports. */
    public static Setup allInOne(Lab lab, OptionalInt cpu) throws IOException {
      return of(lab, "origin,recorder,playback", 0, cpu);
    }

    public static Setup of(Lab lab, String roles, int originRelay, OptionalInt cpu)
        throws IOException {
      return new Setup(
          roles,
          lab.freePort(),
          lab.freePort(),
          lab.freePort(),
          originRelay,
          lab.folder("aircheck"),
          cpu,
          "");
    }

    /** The same with more settings. */
    public Setup with(String settings) {
      return new Setup(roles, rtmp, relay, web, originRelay, folder, cpu, settings);
    }

    public Path data() {
      return folder.resolve("data");
    }

    /** Limits that a bench on one address would meet are raised; all else is as shipped. */
    String configuration() {
      return """
          data: %s
          roles: [%s]
          rtmp: 127.0.0.1:%d
          relay: 127.0.0.1:%d
          http: 127.0.0.1:%d
          origins: [%s]
          node:
            relay-secret: a-secret-that-all-nodes-of-one-bench-share
            rtmp-limits:
              connections:
                per-address: 10000
          %s"""
          .formatted(
              data(),
              roles,
              rtmp,
              relay,
              web,
              originRelay == 0 ? "" : "127.0.0.1:" + originRelay,
              more);
    }
  }

  /** Starts it and waits until it is ready. */
  public static AircheckServer start(Lab lab, Setup setup) throws Exception {
    AircheckServer server = new AircheckServer(lab, setup);
    server.launch();
    server.awaitReady();
    return server;
  }

  /** Starts it, first or again, over what its folder holds. Returns before it is ready. */
  public void launch() throws IOException {
    Path configuration = setup.folder().resolve("aircheck.yml");
    Files.writeString(configuration, setup.configuration());
    String script = lab.settings().distribution().resolve("bin/aircheck").toString();
    process =
        lab.start(
            Program.of(
                    "aircheck",
                    setup.folder(),
                    List.of(script, "serve", "--config", configuration.toString()))
                .pinnedTo(setup.cpu()));
  }

  /** Not started yet; for who measures the start. */
  public static AircheckServer prepare(Lab lab, Setup setup) {
    return new AircheckServer(lab, setup);
  }

  public void awaitReady() throws Exception {
    lab.await("aircheck is ready", PATIENCE, this::isReady);
  }

  private boolean isReady() throws Exception {
    process.mustLive();
    try {
      return get("/readyz").statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  public Metrics metrics() throws Exception {
    return Metrics.parse(get("/metrics").body());
  }

  private java.net.http.HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:%d%s".formatted(setup.web(), path));
    return http.send(
        HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.ofString());
  }

  /** How many takes are on record now. */
  public int recording() throws Exception {
    return (int) metrics().of("aircheck_recorder_takes");
  }

  public Setup setup() {
    return setup;
  }

  public Measured process() {
    return process;
  }

  /** The address publishers use. */
  public String liveUrl() {
    return "rtmp://127.0.0.1:%d/live".formatted(setup.rtmp());
  }
}
