package tv.aircheck.web;

import java.nio.file.Path;

/**
 * What HTTPS is served with. With it browsers speak HTTP/2.
 *
 * @param certificate PEM: the server's own, then those between it and the root; empty: plain HTTP
 * @param key PEM, not encrypted
 */
public record TlsSettings(Path certificate, Path key) {
  public static final TlsSettings NONE = new TlsSettings(Path.of(""), Path.of(""));

  public TlsSettings {
    if (isEmpty(certificate) != isEmpty(key)) {
      throw new IllegalArgumentException("tls needs both, certificate and key, or neither");
    }
  }

  private static boolean isEmpty(Path path) {
    return path.toString().isEmpty();
  }

  public boolean enabled() {
    return !isEmpty(certificate);
  }
}
