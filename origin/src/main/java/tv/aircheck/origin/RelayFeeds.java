package tv.aircheck.origin;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tv.aircheck.relay.ErrorCode;
import tv.aircheck.relay.Frame;
import tv.aircheck.relay.RelayException;

/**
 * The takes that one subscriber has been told of, each until it has ended and all of it is
 * acknowledged. On the connection's event loop.
 */
final class RelayFeeds {
  private final Map<Integer, RelayFeed> byHandle = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private int lastHandle;

  /** Whether the subscriber is told of this take for the first time. */
  boolean tell(String takeId) {
    return told.add(takeId);
  }

  RelayFeed add(Take take, Runnable wake) {
    RelayFeed feed = new RelayFeed(++lastHandle, take, wake);
    byHandle.put(feed.handle(), feed);
    return feed;
  }

  void remove(RelayFeed feed) {
    byHandle.remove(feed.handle());
    told.remove(feed.take().id());
  }

  /** It could not be opened: the subscriber is not told of it again. */
  void withdraw(RelayFeed feed) {
    byHandle.remove(feed.handle());
  }

  /**
   * The feed an acknowledgement is for; null if that is done with.
   *
   * @throws RelayException if it is for what was never sent
   */
  RelayFeed acknowledged(Frame.Ack ack) throws RelayException {
    RelayFeed feed = byHandle.get(ack.handle());
    boolean over = feed == null && ack.handle() > 0 && ack.handle() <= lastHandle;
    if (!over && (feed == null || ack.position() > feed.position())) {
      throw new RelayException(
          ErrorCode.PROTOCOL,
          "ACK of " + ack.position() + " for handle " + ack.handle() + ", which was not sent");
    }
    return feed;
  }

  void clear() {
    byHandle.clear();
    told.clear();
  }
}
