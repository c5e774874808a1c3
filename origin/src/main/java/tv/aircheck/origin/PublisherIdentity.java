package tv.aircheck.origin;

import java.net.InetAddress;
import java.util.Objects;
import tv.aircheck.rtmp.Peer;
import tv.aircheck.rtmp.PublishRequest;

/** Who publishes, as far as one can tell: the address it comes from and the key it shows. */
final class PublisherIdentity {
  private final Peer peer;
  private final String key;

  private PublisherIdentity(Peer peer, String key) {
    this.peer = peer;
    this.key = key;
  }

  static PublisherIdentity of(PublishRequest request) {
    return new PublisherIdentity(request.peer(), request.query().get("key"));
  }

  boolean isSameAs(PublisherIdentity other) {
    InetAddress address = peer.address().getAddress();
    return address.equals(other.peer.address().getAddress()) && Objects.equals(key, other.key);
  }

  /** Safe to log: without the key. */
  @Override
  public String toString() {
    return peer.toString();
  }
}
