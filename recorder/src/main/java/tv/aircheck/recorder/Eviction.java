package tv.aircheck.recorder;

/**
 * What leaves the spool, decided one segment after another, the longest unused first. Never one
 * that is not safe in the store. Above the high water it counts what leaves; where the disk runs
 * full, what the disk gets back.
 */
final class Eviction {
  private final long above;
  private final long missing;
  private long evicted;
  private long freed;

  /**
   * @param above bytes that have to leave the spool
   * @param missing bytes that the disk has to get back
   */
  Eviction(long above, long missing) {
    this.above = above;
    this.missing = missing;
  }

  boolean isEnough() {
    return evicted >= above && freed >= missing;
  }

  /**
   * Whether the next segment goes; it counts as gone then.
   *
   * @param safe the store has proven that it holds it
   * @param ownBytes what the disk gets back: nothing where the store shares the file
   */
  boolean takes(boolean safe, long bytes, long ownBytes) {
    boolean helps = evicted < above || (freed < missing && ownBytes > 0);
    if (!safe || !helps) {
      return false;
    }
    evicted += bytes;
    freed += ownBytes;
    return true;
  }

  long evicted() {
    return evicted;
  }

  long freed() {
    return freed;
  }
}
