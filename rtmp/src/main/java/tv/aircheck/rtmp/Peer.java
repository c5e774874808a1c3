package tv.aircheck.rtmp;

import java.net.InetSocketAddress;

/**
 * The other end of a connection.
 *
 * @param flashVersion what it calls itself in connect, cleaned for logs; empty if it did not say
 * @param sessionId names the connection in logs
 */
public record Peer(
    InetSocketAddress address, String flashVersion, EnhancedCaps caps, String sessionId) {
  @Override
  public String toString() {
    return sessionId + " " + address.getHostString() + ":" + address.getPort();
  }
}
