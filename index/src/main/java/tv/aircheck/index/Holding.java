package tv.aircheck.index;

/**
 * A broadcast as retention looks at it.
 *
 * @param endedAtMs null while it is live
 * @param mark null unless it is to be deleted
 * @param tier what a rule moved it to, in the store's words
 * @param bytes of media in its segments
 * @param clipBytes of those, what is in segments that clips keep
 */
public record Holding(
    String id,
    ChannelName channel,
    long startedAtMs,
    Long endedAtMs,
    BroadcastState state,
    boolean locked,
    BroadcastMark mark,
    String tier,
    long bytes,
    long clipBytes) {

  /** What its deletion makes room for. */
  public long freedBytes() {
    return bytes - clipBytes;
  }
}
