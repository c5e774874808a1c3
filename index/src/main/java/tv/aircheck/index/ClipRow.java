package tv.aircheck.index;

import java.util.List;

/**
 * A named part of a broadcast, which keeps what it covers.
 *
 * @param title may be null
 * @param ranges in the order they are played, one for each take
 * @param durationMs what there is to watch: its ranges one after another, without gaps
 * @param bytes of media in its ranges, without gaps
 * @param mark null unless it is to be deleted
 */
public record ClipRow(
    String id,
    String broadcastId,
    ChannelName channel,
    String title,
    long createdAtMs,
    List<ClipRange> ranges,
    long durationMs,
    long bytes,
    BroadcastMark mark) {
  public ClipRow {
    ranges = List.copyOf(ranges);
  }

  /** Whether lists and players see it. */
  public boolean isShown() {
    return mark == null;
  }
}
