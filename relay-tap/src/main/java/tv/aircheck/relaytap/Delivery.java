package tv.aircheck.relaytap;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.relay.Held;

/** Calls the listener so that what it throws harms no more than the take it concerns. */
final class Delivery {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  /** One call. */
  interface Call {
    void to(TapListener listener);
  }

  private final TapListener listener;

  Delivery(TapListener listener) {
    this.listener = listener;
  }

  void about(TapTake take, Call call) {
    if (take.muted()) {
      return;
    }
    try {
      call.to(listener);
    } catch (RuntimeException e) {
      take.mute();
      log.error(
          "take {} failed at position {}: nothing more of it is received on this connection",
          take.id(),
          take.next(),
          e);
    }
  }

  void aboutConnection(Call call) {
    try {
      call.to(listener);
    } catch (RuntimeException e) {
      log.error("the listener of a tap failed on a connection event", e);
    }
  }

  /** What it throws ends the connection: without an answer there is nothing to subscribe to. */
  List<Held> held(String originNode) {
    return listener.held(originNode);
  }
}
