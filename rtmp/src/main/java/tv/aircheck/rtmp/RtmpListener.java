package tv.aircheck.rtmp;

import java.net.InetSocketAddress;

/** What a server tells of itself, for metrics. Calls come on event loops and must not block. */
public interface RtmpListener {
  /** Cares for nothing. */
  RtmpListener NONE = new RtmpListener() {};

  default void connectionOpened(InetSocketAddress from) {}

  /** Turned away at the door, for a limit on connections. */
  default void connectionRefused(InetSocketAddress from, String why) {}

  default void connectionClosed(InetSocketAddress from, CloseReason reason) {}

  /** A message of a kind nobody here knows was dropped. */
  default void messageIgnored(int typeId) {}
}
