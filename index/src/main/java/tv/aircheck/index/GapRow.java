package tv.aircheck.index;

/**
 * Bytes of a take's log that were never recorded: [fromPosition, toPosition).
 *
 * @param fromMs highest timestamp before it, on the take's clock
 * @param toMs first timestamp after it; equal to fromMs when nothing came after
 */
public record GapRow(
    long takeSeq,
    long fromPosition,
    long toPosition,
    long fromMs,
    long toMs,
    String reason,
    long notedAtMs) {}
