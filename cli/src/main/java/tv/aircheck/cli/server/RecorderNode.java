package tv.aircheck.cli.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.local.LocalChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.config.HostPort;
import tv.aircheck.cli.metrics.RecorderMetrics;
import tv.aircheck.cli.status.RecentRate;
import tv.aircheck.recorder.Recorder;
import tv.aircheck.recorder.RecorderParts;
import tv.aircheck.relaytap.Tap;
import tv.aircheck.relaytap.TapSettings;

/**
 * A node's recorder with its taps.
 *
 * @param besideOrigin whether an origin of this process stops with it
 * @param uploadRate bytes to the store
 */
record RecorderNode(Recorder recorder, boolean besideOrigin, RecentRate uploadRate) {
  private static final Duration PATIENCE = Duration.ofMillis(2500);

  /**
   * @param origin this process's own, or null
   */
  static RecorderNode start(
      Config config,
      NodeIdentity node,
      Loops loops,
      Archive archive,
      OriginNode origin,
      MeterRegistry metrics) // width: all that a recorder stands on
      throws IOException {
    // width ends
    SecureRandom random = new SecureRandom();
    RecentRate uploadRate = new RecentRate(System::nanoTime);
    RecorderParts parts =
        new RecorderParts(
            archive.index(),
            archive.spool(),
            archive.store(),
            InstantSource.system(),
            System::nanoTime,
            random,
            new RecorderMetrics(metrics, uploadRate));
    Recorder recorder = Recorder.start(config.recorder(), parts);
    if (origin != null) {
      TapSettings own = TapSettings.of(origin.within(), node.name(), node.relayAuth());
      recorder.follow(
          listener -> new Tap(own, loops.within(), LocalChannel.class, random, listener));
    }
    for (HostPort other : config.origins()) {
      // Left unresolved: the tap looks the name up at each attempt, as a machine may come back
      // elsewhere.
      InetSocketAddress address = InetSocketAddress.createUnresolved(other.host(), other.port());
      TapSettings tap = TapSettings.of(address, node.name(), node.relayAuth());
      recorder.follow(
          listener -> new Tap(tap, loops.relay(), loops.transport().channel(), random, listener));
    }
    return new RecorderNode(recorder, origin != null, uploadRate);
  }

  /** Why this recorder takes nothing on now; empty when it does. */
  Optional<String> problem() {
    return recorder.problem();
  }

  /** What the origin of this process has ended is recorded to its end before the recorder stops. */
  void stop() throws InterruptedException {
    if (besideOrigin) {
      recorder.awaitEnded(PATIENCE);
    }
    recorder.close();
  }
}
