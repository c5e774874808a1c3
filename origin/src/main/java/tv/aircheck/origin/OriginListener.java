package tv.aircheck.origin;

import tv.aircheck.flv.TimestampRepair;

/**
 * What happened, for metrics and logs. Called on event loops: must not block. {@code channel} is
 * {@code app/name}.
 */
public interface OriginListener {
  OriginListener NONE = new OriginListener() {};

  default void published(String channel, String takeId) {}

  default void publishRefused(String channel, String words) {}

  /** A take is complete: {@code bytes} is its final position. */
  default void takeEnded(String channel, String takeId, String reason, long bytes) {}

  /** Tags appended since the last call, and their bytes; once per read turn at most. */
  default void appended(String channel, int tags, long bytes) {}

  default void timestampRepaired(String channel, TimestampRepair repair) {}

  default void mediaDropped(String channel, String why) {}

  /** A publisher ahead of real time waits for a recorder, or goes on again. */
  default void heldBack(String channel, boolean held) {}

  /** Log bytes that a group of recorders had not acknowledged went out of the window. */
  default void windowLost(String channel, String takeId, long bytes) {}

  /**
   * Bytes of log held in memory by all takes together.
   *
   * @param most what that was at its highest
   */
  default void windowBytes(long bytes, long most) {}

  default void viewerJoined(String channel, String protocol) {}

  default void viewerLeft(String channel, String protocol, long sentBytes) {}

  /** A slow viewer was moved on to the newest keyframe. */
  default void viewerSkipped(String channel, long skippedBytes) {}

  default void relayConnected(String node, String address) {}

  default void relayDisconnected(String node, String address, String why) {}

  /**
   * {@code frames} DATA frames with {@code bytes} of log went to a recorder; once per tick at most.
   */
  default void relayed(String node, int frames, long bytes) {}
}
