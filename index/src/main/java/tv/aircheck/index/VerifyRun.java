package tv.aircheck.index;

/**
 * A verification of more than one broadcast, and where it stands.
 *
 * @param channel as app/name; empty for all
 * @param broadcast its id; empty for all
 * @param finishedAtMs null while it has not come to its end
 * @param page cursor of the list of broadcasts, behind the last one that is done; empty at first
 */
public record VerifyRun(
    long id,
    String channel,
    String broadcast,
    String depth,
    int samplePercent,
    long startedAtMs,
    Long finishedAtMs,
    String page,
    Sum sum) {

  /** What was looked at so far. */
  public record Sum(long segments, long bytes, long damaged) {
    public static final Sum NOTHING = new Sum(0, 0, 0);

    public Sum plus(Sum other) {
      return new Sum(segments + other.segments, bytes + other.bytes, damaged + other.damaged);
    }
  }
}
