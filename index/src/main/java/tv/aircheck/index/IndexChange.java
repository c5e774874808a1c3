package tv.aircheck.index;

/**
 * Something that was written and that others may want to show.
 *
 * @param broadcastId null where {@code takeSeq} says which it is
 * @param takeSeq 0 where {@code broadcastId} says which it is
 */
public record IndexChange(Kind kind, String broadcastId, long takeSeq) {
  /** What happened. */
  public enum Kind {
    /** A broadcast began, or one that had ended goes on. */
    WENT_LIVE,
    ENDED,
    /** A segment came to a take. */
    GREW,
    /** There is a new line in the audit. */
    AUDITED
  }

  static IndexChange of(Kind kind, String broadcastId) {
    return new IndexChange(kind, broadcastId, 0);
  }

  static IndexChange grew(long takeSeq) {
    return new IndexChange(Kind.GREW, null, takeSeq);
  }
}
