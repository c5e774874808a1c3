package tv.aircheck.origin;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sends the takes of one connection that are due, a turn each, round and round, as long as there is
 * credit and the socket takes it; then flushes once. The cost is per turn, not per frame. A take is
 * due every {@link #SLOTS}th tick, each at its own so that the recorder gets a stream and no
 * bursts; sooner if much of it waits. Seldom, since each turn costs the recorder a wake-up and a
 * write, and what it has is not safe before its next sync anyway. On the connection's event loop.
 */
final class RelayPump {
  /** What one call did. */
  record Sent(int frames, long bytes) {}

  static final int SLOTS = 10;

  private final Channel channel;
  private final Consumer<RelayFeed> sentWhole;
  private final List<RelayFeed> feeds = new ArrayList<>();
  private int slot;
  private int turn;
  private long credit;

  /**
   * @param sentWhole gets each feed once its TAKE_END is written
   */
  RelayPump(Channel channel, Consumer<RelayFeed> sentWhole) {
    this.channel = channel;
    this.sentWhole = sentWhole;
  }

  void add(RelayFeed feed) {
    feeds.add(feed);
  }

  void grant(int bytes) {
    credit += bytes;
  }

  /** A tick has passed: the next slot's takes are due. */
  void tick() {
    slot = (slot + 1) % SLOTS;
    for (RelayFeed feed : feeds) {
      if (Math.floorMod(feed.handle(), SLOTS) == slot) {
        feed.due();
      }
    }
  }

  Sent run() {
    int frames = 0;
    long bytes = 0;
    int idle = 0;
    while (idle < feeds.size() && channel.isWritable()) {
      turn = turn < feeds.size() ? turn : 0;
      RelayFeed feed = feeds.get(turn);
      long sent = feed.isDue() ? feed.send(channel, credit) : 0;
      credit -= sent;
      bytes += sent;
      frames += feed.takeFrames();
      idle = sent == 0 ? idle + 1 : 0;
      if (feed.isEnded()) {
        feeds.remove(turn);
        sentWhole.accept(feed);
        idle = 0;
      } else {
        turn++;
      }
    }
    channel.flush();
    return new Sent(frames, bytes);
  }

  void close() {
    feeds.forEach(RelayFeed::stop);
    feeds.clear();
  }
}
