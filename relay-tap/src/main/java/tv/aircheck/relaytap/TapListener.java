package tv.aircheck.relaytap;

import io.netty.buffer.ByteBuf;
import java.util.List;
import tv.aircheck.relay.EndReason;
import tv.aircheck.relay.Held;
import tv.aircheck.relay.JoinContext;
import tv.aircheck.relay.Mark;
import tv.aircheck.relay.TakeOpen;

/**
 * Gets what a tap receives. All calls come on the tap's one event loop, in order, and must not
 * block it.
 *
 * <p>Per take: {@code opened}, then {@code mark}, {@code data} and {@code gap} so that {@code data}
 * and {@code gap} lie end to end from {@code startPosition} on and never overlap, then {@code
 * ended}. When the connection drops, {@code disconnected} comes, and after the next {@code
 * connected} each take that {@code held} named is {@code opened} again or {@code gone}.
 *
 * <p>What a listener throws is logged; if it concerned a take, nothing more of that take is
 * delivered until the next connection. Other takes go on.
 */
public interface TapListener {
  /**
   * The takes of that origin to resume, and where: asked after every successful connect. Name also
   * those that ended lately, at their final position: the last acknowledgement may have been lost,
   * and the origin would send such a take anew.
   */
  List<Held> held(String originNode);

  /**
   * A take begins here or goes on. If it was {@code held}, {@code startPosition} is the position
   * asked for, and when the origin no longer has that, {@code gap} follows at once. A take that was
   * not held may begin at a position above 0: what lies before was never asked for.
   */
  void opened(TakeOpen take);

  /**
   * Comes before the data that holds the byte at the mark's position. After a resume a mark may
   * come a second time.
   */
  void mark(String takeId, Mark mark);

  /**
   * Log bytes: whole FLV tags.
   *
   * @param run passes to the listener, which releases it, and calls {@link Tap#consumed} with its
   *     length when done with it, however that ends; also if this method throws
   */
  void data(String takeId, long position, ByteBuf run);

  /** The bytes of [from, to) cannot be had any more; data goes on at {@code to}. */
  void gap(String takeId, long from, long to, JoinContext after);

  /**
   * The take is complete; acknowledge {@code finalPosition} when it is safe, and the origin forgets
   * it.
   */
  void ended(String takeId, long finalPosition, EndReason reason);

  /** The origin does not know this take (any more): nothing will follow. */
  void gone(String takeId);

  void connected(String originNode);

  /** The connection is lost, or could not be made. The tap tries again for ever. */
  void disconnected(String why);
}
