package tv.aircheck.web;

import java.time.Duration;
import java.util.List;

/**
 * How HTTP is served.
 *
 * @param idleTimeout after how long without a byte in either direction a connection is closed
 * @param maxConnections connections at once; one more is closed at once
 * @param corsOrigins other sites whose pages may read what is served, such as {@code
 *     https://example.org}; {@code *} for all
 * @param tls HTTPS instead of HTTP
 */
public record HttpSettings(
    Duration idleTimeout, int maxConnections, List<String> corsOrigins, TlsSettings tls) {
  public HttpSettings {
    corsOrigins = List.copyOf(corsOrigins);
  }

  public static HttpSettings defaults() {
    return new HttpSettings(Duration.ofSeconds(60), 10_000, List.of(), TlsSettings.NONE);
  }
}
