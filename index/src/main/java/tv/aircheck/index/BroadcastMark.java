package tv.aircheck.index;

/**
 * That a broadcast, or a clip, is to be deleted.
 *
 * @param deleteAtMs until then it can be had back
 * @param rule why: the rule that marked it, or who did by hand
 */
public record BroadcastMark(long markedAtMs, long deleteAtMs, String rule) {}
