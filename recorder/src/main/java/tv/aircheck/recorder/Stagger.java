package tv.aircheck.recorder;

/**
 * Spreads the syncs of all takes evenly over the interval: each take has a slot by its id, so the
 * disk gets a trickle and not a burst. One thread.
 */
final class Stagger {
  static final int SLOTS = 20;

  private final OnRecord onRecord;
  private int slot;

  Stagger(OnRecord onRecord) {
    this.onRecord = onRecord;
  }

  /** The next slot's takes sync. */
  void turn() {
    slot = (slot + 1) % SLOTS;
    for (Feed feed : onRecord.all()) {
      if (Math.floorMod(feed.takeId().hashCode(), SLOTS) == slot) {
        feed.sync();
      }
    }
  }
}
