package tv.aircheck.cli.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.local.LocalAddress;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.config.HostPort;
import tv.aircheck.cli.config.Role;
import tv.aircheck.cli.metrics.OriginMetrics;
import tv.aircheck.origin.Origin;
import tv.aircheck.origin.OriginSettings;
import tv.aircheck.origin.RelayServer;
import tv.aircheck.origin.RelayServerSettings;
import tv.aircheck.origin.RollRule;
import tv.aircheck.origin.World;
import tv.aircheck.recorder.BroadcastSettings;

/**
 * A node's origin and its relay port.
 *
 * @param relay where the relay listens
 * @param within where it listens for this process's own recorder
 */
record OriginNode(Origin application, RelayServer relayServer, HostPort relay, LocalAddress within)
    implements AutoCloseable {

  static OriginNode start(Config config, NodeIdentity node, Loops loops, MeterRegistry metrics)
      throws IOException {
    BroadcastSettings broadcasts = config.recorder().broadcasts();
    OriginSettings settings =
        new OriginSettings(
            node.name(),
            // This node's own recorder is held for from the first tag, even if it connects a little
            // later.
            config.has(Role.RECORDER) ? Set.of(node.name()) : Set.of(),
            config.publish().rules(),
            new RollRule(config.origin().longestTake(), broadcasts.splitAt(), broadcasts.zone()),
            config.origin().window(),
            config.origin().viewers());
    World world = new World(InstantSource.system(), System::nanoTime, new SecureRandom());
    Origin origin = new Origin(settings, world, new OriginMetrics(metrics));
    RelayServer relayServer =
        origin.relayServer(
            RelayServerSettings.defaults(config.relay().resolve(), node.relayAuth()));
    try {
      int port = relayServer.bind(loops.relay(), loops.transport().serverChannel()).getPort();
      LocalAddress within = relayServer.bindWithinProcess(loops.within());
      return new OriginNode(origin, relayServer, new HostPort(config.relay().host(), port), within);
    } catch (IOException e) {
      origin.close();
      throw e;
    }
  }

  @Override
  public void close() {
    relayServer.close();
    application.close();
  }
}
