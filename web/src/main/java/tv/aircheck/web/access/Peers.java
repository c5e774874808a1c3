package tv.aircheck.web.access;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where a request comes from, and where it thought it would go. */
public final class Peers {
  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final String FORWARDED = "Forwarded";
  private static final String FORWARDED_PROTO = "X-Forwarded-Proto";

  private Peers() {}

  /**
   * Whether a program on the server's own machine asks for itself. Not so where a proxy on this
   * machine passes on what others ask, nor where the name that was asked for is not this machine's:
   * a page from elsewhere can have a name of its own lead to 127.0.0.1. Nor where a browser here
   * asks for such a page.
   */
  public static boolean isOnThisMachine(HttpServerRequest request) {
    HostAndPort asked = request.authority();
    return isLoopback(request.remoteAddress().hostAddress())
        && request.getHeader(FORWARDED_FOR) == null
        && request.getHeader(FORWARDED) == null
        && asked != null
        && isThisMachine(asked.host())
        && !OwnPages.isFromElsewhere(request);
  }

  private static boolean isThisMachine(String host) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return bare.equalsIgnoreCase("localhost") || isLoopback(bare);
  }

  /** An address in figures: nothing is looked up. */
  private static boolean isLoopback(String address) {
    byte[] bytes = address == null ? null : NetUtil.createByteArrayFromIpAddressString(address);
    try {
      return bytes != null && InetAddress.getByAddress(bytes).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /**
   * The address that wrong tokens are counted by: what a proxy on this machine says last, as that
   * is what it saw itself; else the other end's.
   */
  static String address(HttpServerRequest request) {
    String peer = request.remoteAddress().hostAddress();
    String forwarded = request.getHeader(FORWARDED_FOR);
    if (peer == null) {
      return "";
    }
    if (forwarded == null || !isLoopback(peer)) {
      return peer;
    }
    String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).trim();
    return NetUtil.createByteArrayFromIpAddressString(last) == null ? peer : last;
  }

  /** Whether what is sent back goes over TLS, to us or to a proxy on this machine. */
  public static boolean isSecure(HttpServerRequest request) {
    return request.isSSL()
        || (isLoopback(request.remoteAddress().hostAddress())
            && "https".equalsIgnoreCase(request.getHeader(FORWARDED_PROTO)));
  }
}
