package tv.aircheck.relaytap;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.relay.ErrorCode;
import tv.aircheck.relay.RelayException;

/**
 * Says once that the origin is away and why, again when the reason changes, and once that it is
 * back.
 */
final class OutageLog {
  private static final Logger log = LoggerFactory.getLogger(OutageLog.class);

  private final String address;
  private String lastKind = "";

  OutageLog(SocketAddress address) {
    this.address =
        address instanceof InetSocketAddress host
            ? host.getHostString() + ":" + host.getPort()
            : address.toString();
  }

  void connected(String originNode) {
    log.info("receiving from origin {} at {}", originNode, address);
    lastKind = "";
  }

  /** Returns the words. */
  String lost(Throwable cause) {
    String words = words(cause);
    String kind = kind(cause);
    if (!kind.equals(lastKind)) {
      log.warn("nothing is received from the origin at {}: {}", address, words);
      lastKind = kind;
    }
    return words;
  }

  private static String kind(Throwable cause) {
    if (cause instanceof RelayException refused) {
      return refused.code() + (refused.fromPeer() ? " there" : " here");
    }
    return cause == null ? "closed" : cause.getClass().getName();
  }

  private static String words(Throwable cause) {
    if (cause == null) {
      return "it closed the connection; trying again";
    }
    if (!(cause instanceof RelayException refused)) {
      String what = cause.getMessage() == null ? cause.toString() : cause.getMessage();
      return what + "; trying again until it answers";
    }
    String who = refused.fromPeer() ? "it says: " : "";
    String advice =
        refused.code() == ErrorCode.AUTH
            ? "; set the same relay secret on both nodes, this one keeps trying"
            : "; trying again";
    return who + refused.getMessage() + advice;
  }
}
