package tv.aircheck.index;

/**
 * That a broadcast, or a clip, is to be deleted.
 *
 * @param deleteAtMs until then it can be had back
 * @param rule why: the rule that marked it, or who did by hand
 */
public record BroadcastMark(long markedAtMs, long deleteAtMs, String rule) {

  /**
   * Of one that was noted elsewhere and may have been taken back since: there is as much time to
   * look from now on as there was when it was set.
   */
  public BroadcastMark withGraceFrom(long nowMs) {
    long graceMs = deleteAtMs - markedAtMs;
    return new BroadcastMark(markedAtMs, Math.max(deleteAtMs, nowMs + graceMs), rule);
  }
}
