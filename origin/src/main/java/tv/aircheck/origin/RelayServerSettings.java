package tv.aircheck.origin;

import java.net.InetSocketAddress;
import java.time.Duration;
import tv.aircheck.relay.RelayAuth;
import tv.aircheck.relay.RelayLimits;

/**
 * @param auth the secret shared with the recorders
 * @param tick how often a connection looks for news, of a tenth of its takes each time
 */
public record RelayServerSettings(
    InetSocketAddress bind, RelayAuth auth, RelayLimits limits, int maxConnections, Duration tick) {
  public static RelayServerSettings defaults(InetSocketAddress bind, RelayAuth auth) {
    return new RelayServerSettings(bind, auth, RelayLimits.DEFAULT, 256, Duration.ofMillis(100));
  }
}
