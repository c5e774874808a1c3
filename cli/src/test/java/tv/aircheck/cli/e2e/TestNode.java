package tv.aircheck.cli.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.config.HostPort;
import tv.aircheck.cli.config.NodeConfig;
import tv.aircheck.cli.config.Role;
import tv.aircheck.cli.config.StoreConfig;
import tv.aircheck.cli.server.Server;
import tv.aircheck.recorder.BroadcastSettings;
import tv.aircheck.recorder.RecorderSettings;
import tv.aircheck.web.HttpSettings;
import tv.aircheck.web.TlsSettings;

/**
 * A server in this JVM, on ports of the system's choice. It differs from the default in one thing:
 * a show is over a second after its publisher has gone, so that tests need not wait a minute.
 */
final class TestNode implements AutoCloseable {
  static final String SECRET = "what the nodes of a test prove to each other";
  static final HostPort ANY_PORT = new HostPort("127.0.0.1", 0);

  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private final Server server;
  private final Path data;
  private final String scheme;

  private TestNode(Server server, Path data, String scheme) {
    this.server = server;
    this.data = data;
    this.scheme = scheme;
  }

  /** All roles in one. */
  static TestNode start(Path data) {
    return start(data, List.of(Role.values()), List.of());
  }

  /** All roles in one; so long a publisher who has gone may come back to the same show. */
  static TestNode start(Path data, Duration reconnectWindow) {
    return start(
        data,
        Config.defaults().store(),
        reconnectWindow,
        TlsSettings.NONE,
        List.of(Role.values()),
        List.of());
  }

  /** All roles in one, by HTTPS. */
  static TestNode start(Path data, TlsSettings tls) {
    return start(data, Config.defaults().store(), A_SECOND, tls, List.of(Role.values()), List.of());
  }

  /** All roles in one, and its store where another's would be. */
  static TestNode start(Path data, StoreConfig store) {
    return start(data, store, A_SECOND, TlsSettings.NONE, List.of(Role.values()), List.of());
  }

  /**
   * @param origins whom it records, beside itself
   */
  static TestNode start(Path data, List<Role> roles, List<HostPort> origins) {
    return start(data, Config.defaults().store(), A_SECOND, TlsSettings.NONE, roles, origins);
  }

  private static TestNode start(
      Path data,
      StoreConfig store,
      Duration reconnectWindow,
      TlsSettings tls,
      List<Role> roles,
      List<HostPort> origins) {
    Config usual = Config.defaults();
    NodeConfig node = usual.node();
    Config config =
        new Config(
            data,
            roles,
            ANY_PORT,
            ANY_PORT,
            ANY_PORT,
            new NodeConfig(
                "", SECRET, node.transport(), node.threads(), node.log(), node.rtmpLimits()),
            usual.publish(),
            usual.origin(),
            origins,
            store,
            reconnects(usual.recorder(), reconnectWindow),
            usual.playback(),
            usual.pictures(),
            by(usual.web(), tls),
            usual.retention(),
            usual.bundles(),
            usual.jobs(),
            usual.access());
    return new TestNode(Server.start(config), data, tls.enabled() ? "https://" : "http://");
  }

  private static HttpSettings by(HttpSettings usual, TlsSettings tls) {
    return new HttpSettings(usual.idleTimeout(), usual.maxConnections(), usual.corsOrigins(), tls);
  }

  private static RecorderSettings reconnects(RecorderSettings usual, Duration window) {
    return new RecorderSettings(
        usual.segments(),
        usual.syncEvery(),
        usual.writers(),
        usual.originPatience(),
        // No test runs into the daily split.
        new BroadcastSettings(window, farFromNow(), ZoneOffset.UTC),
        usual.uploads(),
        usual.spool());
  }

  private static LocalTime farFromNow() {
    return LocalTime.now(ZoneOffset.UTC).plusHours(12);
  }

  Server server() {
    return server;
  }

  Recorded recorded() {
    return new Recorded(data, server.archive().index());
  }

  /** Where to publish and to watch live. */
  String live(String name) {
    return "rtmp://" + server.rtmp() + "/live/" + name;
  }

  /** Where the channel's latest show is. */
  String archive(String name) {
    return "rtmp://" + server.rtmp() + "/archive/live/" + name;
  }

  /** Where a show or a clip is, by its id. */
  String clip(String id) {
    return "rtmp://" + server.rtmp() + "/archive/" + id;
  }

  /** An address of its HTTP side. */
  String http(String path) {
    return scheme + server.http() + path;
  }

  @Override
  public void close() {
    server.close();
  }
}
