package tv.aircheck.web;

import java.time.Duration;

/**
 * How HTTP is served.
 *
 * @param idleTimeout after how long without a byte in either direction a connection is closed
 * @param maxConnections connections at once; one more is closed at once
 */
public record HttpSettings(Duration idleTimeout, int maxConnections) {
  public static HttpSettings defaults() {
    return new HttpSettings(Duration.ofSeconds(60), 10_000);
  }
}
