package tv.aircheck.index;

/**
 * One show.
 *
 * @param id the id of its first take
 * @param title may be null
 * @param endedAtMs null while it is live
 * @param visibility who gets to see it
 * @param mark null unless it is to be deleted
 * @param durationMs what there is to watch: its takes one after another, without their gaps
 * @param bytes of media in its segments
 */
public record BroadcastRow(
    String id,
    ChannelName channel,
    String title,
    long startedAtMs,
    Long endedAtMs,
    BroadcastState state,
    boolean locked,
    BroadcastVisibility visibility,
    BroadcastMark mark,
    int takes,
    long durationMs,
    long bytes) {

  public boolean isLive() {
    return state == BroadcastState.LIVE;
  }
}
