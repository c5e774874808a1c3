package tv.aircheck.rtmp.session;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;

/**
 * Lets what a publisher sends gather in the kernel until it is worth a read: about a fifth of a
 * second of it, by the rate it had in the last second. A read costs much the same for one frame as
 * for ten. Where the transport has no such option every arrival is read, as without this.
 */
final class Gathering {
  /** SO_RCVLOWAT: a socket is not readable before it holds so many bytes, or its end. */
  private static final ChannelOption<Integer> AT_LEAST =
      new IntegerUnixChannelOption("SO_RCVLOWAT", 1, 18);

  private static final int PER_SECOND = 5;

  /** Below the largest read buffer, so that one read takes it all. */
  private static final int MOST = 48 * 1024;

  private final Channel channel;
  private Breath.Census loop;
  private boolean allowed;
  private int atLeast = 1;
  private long seen;

  Gathering(Channel channel) {
    this.channel = channel;
  }

  /** The connection is there; until it may gather, its loop takes no rest. */
  void enter() {
    loop = Breath.census();
    loop.hasty(1);
  }

  /** The connection is gone. */
  void leave() {
    if (loop != null) {
      allow(false);
      loop.hasty(-1);
      loop = null;
    }
  }

  /** Whether nobody minds; if somebody does, what has gathered is read at once. */
  void allow(boolean allow) {
    if (allow == allowed || loop == null) {
      return;
    }
    allowed = allow;
    loop.patient(allow ? 1 : -1);
    loop.hasty(allow ? -1 : 1);
    if (!allow) {
      waitFor(1);
    }
  }

  /**
   * To be called every second, with all that was received so far. One who has become silent is
   * waited for no longer than until the next call.
   */
  void adapt(long received) {
    long rate = received - seen;
    seen = received;
    if (allowed) {
      waitFor((int) Math.max(1, Math.min(MOST, rate / PER_SECOND)));
    }
  }

  private void waitFor(int bytes) {
    if (bytes != atLeast && channel.isActive()) {
      atLeast = bytes;
      channel.config().setOption(AT_LEAST, bytes);
    }
  }
}
