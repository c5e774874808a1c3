package tv.aircheck.rtmp;

import java.util.Map;

/**
 * A wish to publish, as the application decides on it. The name is one segment, without a slash.
 */
public record PublishRequest(StreamAddress address, Peer peer) {
  public String app() {
    return address.app();
  }

  public String name() {
    return address.name();
  }

  public Map<String, String> query() {
    return address.query();
  }
}
