package tv.aircheck.rtmp;

import java.util.Map;

/** A wish to publish, as the application decides on it. */
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
