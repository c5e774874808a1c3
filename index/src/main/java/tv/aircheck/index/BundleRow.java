package tv.aircheck.index;

/**
 * An object that holds many segments of one broadcast.
 *
 * @param seq local to this index; 0 for one that is not written yet
 * @param crc32c of the whole object; null where it is not known
 * @param tier where it was moved, in the store's words
 * @param singles what became of the objects that its segments were before
 * @param singlesUntilMs they are not deleted before
 */
public record BundleRow(
    long seq,
    String broadcastId,
    String key,
    long bytes,
    Integer crc32c,
    long madeAtMs,
    String tier,
    Singles singles,
    long singlesUntilMs) {

  /** The single objects of a bundle's segments. */
  public enum Singles {
    KEPT,
    /** Some may be deleted already. */
    GOING,
    GONE
  }
}
