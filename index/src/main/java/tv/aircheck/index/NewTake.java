package tv.aircheck.index;

/** A take about to be recorded; the fields mean what they mean in {@link TakeRow}. */
public record NewTake(
    String id,
    String broadcastId,
    String originNode,
    String openedBy,
    String previousTakeId,
    long startedAtMs) {}
