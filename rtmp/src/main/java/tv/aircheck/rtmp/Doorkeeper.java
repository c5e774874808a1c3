package tv.aircheck.rtmp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/** Counts connections, in total and per address, and says when there are enough. Thread-safe. */
final class Doorkeeper {
  private final ConnectionLimits limits;
  private final Map<InetAddress, Integer> inside = new HashMap<>();
  private int total;

  Doorkeeper(ConnectionLimits limits) {
    this.limits = limits;
  }

  /** Lets somebody in, who must {@link #leave} later, or says why not; null means welcome. */
  synchronized String enter(InetSocketAddress from) {
    if (total >= limits.total()) {
      return "all " + limits.total() + " connections are taken";
    }
    int same = inside.getOrDefault(from.getAddress(), 0);
    if (same >= limits.perAddress()) {
      return "this address has " + limits.perAddress() + " connections already";
    }
    inside.put(from.getAddress(), same + 1);
    total++;
    return null;
  }

  synchronized void leave(InetSocketAddress from) {
    inside.computeIfPresent(from.getAddress(), (address, count) -> count == 1 ? null : count - 1);
    total--;
  }

  synchronized int inside() {
    return total;
  }
}
