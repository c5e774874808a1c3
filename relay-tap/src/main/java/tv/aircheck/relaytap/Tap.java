package tv.aircheck.relaytap;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.io.Closeable;
import java.util.random.RandomGenerator;

/**
 * Subscribes to one origin and hands over its takes, in order and without a hole that was not
 * announced, for as long as it is open: a lost connection is made again, for ever, and goes on
 * where the listener says.
 */
public final class Tap implements Closeable {
  /**
   * @param group one of its event loops becomes the tap's own
   * @param channel the socket channel class that fits {@code group}
   * @param random the jitter of the waits between attempts
   */
  public Tap(
      TapSettings settings,
      EventLoopGroup group,
      Class<? extends Channel> channel,
      RandomGenerator random,
      TapListener listener) {}

  /** Begins to connect; returns at once. */
  public void start() {}

  /** The loop on which the listener is called. */
  public EventLoop eventLoop() {
    return null;
  }

  /**
   * Everything of the take before {@code position} is safe. From any thread; gathered and sent a
   * little later.
   */
  public void ack(String takeId, long position) {}

  /** The listener is done with so many bytes of runs: as many more may come. From any thread. */
  public void consumed(int bytes) {}

  /**
   * Says goodbye and closes the connection; nothing is delivered afterwards. From any thread;
   * idempotent.
   */
  @Override
  public void close() {}
}
