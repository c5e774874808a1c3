package tv.aircheck.relaytap;

import java.net.SocketAddress;
import java.time.Duration;
import tv.aircheck.relay.RelayAuth;
import tv.aircheck.relay.RelayLimits;

/**
 * One tap: which origin, who we are, what we want, within which bounds.
 *
 * @param origin of the kind that the tap's channel connects to; may be unresolved: the name is
 *     looked up at every attempt
 */
public record TapSettings(
    SocketAddress origin,
    String nodeId,
    RelayAuth auth,
    Subscription subscription,
    Bounds bounds,
    RelayLimits limits) {

  /**
   * What to subscribe to.
   *
   * @param pattern {@code APP/NAME}, where either may be {@code *}
   * @param durable whether the origin keeps what is not acknowledged
   * @param group reserved for recorders that share work; empty
   */
  public record Subscription(String pattern, boolean durable, String group) {
    public static final Subscription EVERYTHING = new Subscription("*/*", true, "");
  }

  /**
   * @param windowBytes run bytes that may be on their way or with the listener at once
   * @param maxTakes takes that may be open or resumed on one connection
   * @param connect how long to wait for the TCP connection
   * @param ackDelay how long acknowledgements are gathered before they are sent
   * @param firstRetry upper bound of the first wait after a lost connection; doubles with each
   *     failure
   * @param lastRetry the bound it stops doubling at
   */
  public record Bounds(
      int windowBytes,
      int maxTakes,
      Duration connect,
      Duration ackDelay,
      Duration firstRetry,
      Duration lastRetry) {
    public static final Bounds DEFAULT =
        new Bounds(
            32 << 20,
            20_000,
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofSeconds(10));
  }

  /** A durable tap of every take of {@code origin}, with the default bounds. */
  public static TapSettings of(SocketAddress origin, String nodeId, RelayAuth auth) {
    return new TapSettings(
        origin, nodeId, auth, Subscription.EVERYTHING, Bounds.DEFAULT, RelayLimits.DEFAULT);
  }
}
