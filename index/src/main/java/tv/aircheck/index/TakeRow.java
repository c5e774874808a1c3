package tv.aircheck.index;

/**
 * One take: a publisher's session on one origin, one log.
 *
 * @param seq the number other rows refer to it by; local to this index
 * @param ordinal its place in the broadcast, from 0
 * @param originNode the node it is published to, which is asked for the rest after a break
 * @param openedBy why the take began, in the relay protocol's words
 * @param previousTakeId the take it was rolled from, or null
 * @param end null while it is open
 */
public record TakeRow(
    long seq,
    String id,
    String broadcastId,
    int ordinal,
    ChannelName channel,
    String originNode,
    String openedBy,
    String previousTakeId,
    long startedAtMs,
    Extent extent,
    End end) {

  /**
   * How far the sealed segments and noted gaps of the take reach.
   *
   * @param endPosition end of the last sealed segment
   * @param endMs highest timestamp, on the take's clock
   * @param gapMs time missing in gaps
   * @param bytes of media in its segments
   */
  public record Extent(long endPosition, long endMs, long gapMs, long bytes) {
    /** What there is to watch. */
    public long durationMs() {
      return Math.max(0, endMs - gapMs);
    }
  }

  /** How it ended; the reason is in the relay protocol's words. */
  public record End(long atMs, String reason) {}

  public boolean isOpen() {
    return end == null;
  }
}
