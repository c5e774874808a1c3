package tv.aircheck.rtmp;

import java.util.Map;

/**
 * What a client asked for, in canonical form: no query string, no {@code mp4:} or {@code flv:}
 * prefix, no {@code .flv}, no {@code /_definst_}; segments of {@code app} and {@code name} hold
 * {@code [A-Za-z0-9._-]} only.
 *
 * @param query the parameters found in tcUrl, app and name, merged in that order; may hold secrets
 */
public record StreamAddress(String app, String name, Map<String, String> query) {
  public StreamAddress {
    query = Map.copyOf(query);
  }

  /** The address without its query, which may hold a key: safe to log. */
  @Override
  public String toString() {
    return app + "/" + name;
  }
}
