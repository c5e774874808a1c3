package tv.aircheck.index;

/**
 * A verification of more than one broadcast, and where it stands.
 *
 * @param channel as app/name; empty for all
 * @param broadcast its id; empty for all
 * @param finishedAtMs null while it has not come to its end
 * @param sum of the broadcasts that are done
 */
public record VerifyRun(
    long id,
    String channel,
    String broadcast,
    String depth,
    int samplePercent,
    long startedAtMs,
    Long finishedAtMs,
    Place place,
    Sum sum) {

  /**
   * How far it has come.
   *
   * @param page cursor of the list of broadcasts, behind the last one that is done; empty at first
   * @param takeSeq of the broadcast that is being looked at; 0 before its first
   * @param position of the last segment of that take that is done; -1 before the first
   * @param part what was looked at of that broadcast
   */
  public record Place(String page, long takeSeq, long position, Sum part) {
    public static final Place START = behind("");

    /** Before the next broadcast. */
    public static Place behind(String page) {
      return new Place(page, 0, -1, Sum.NOTHING);
    }
  }

  public VerifyRun at(Place place, Sum sum) {
    return new VerifyRun(
        id, channel, broadcast, depth, samplePercent, startedAtMs, finishedAtMs, place, sum);
  }

  public VerifyRun finished(long atMs) {
    return new VerifyRun(
        id, channel, broadcast, depth, samplePercent, startedAtMs, atMs, place, sum);
  }

  /** What was looked at so far. */
  public record Sum(long segments, long bytes, long damaged) {
    public static final Sum NOTHING = new Sum(0, 0, 0);

    public Sum plus(Sum other) {
      return new Sum(segments + other.segments, bytes + other.bytes, damaged + other.damaged);
    }
  }
}
