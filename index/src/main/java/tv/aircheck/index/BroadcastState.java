package tv.aircheck.index;

/** Where a broadcast stands. */
public enum BroadcastState {
  /** On air, or off air for less than the reconnect window. */
  LIVE,
  ENDED,
  /**
   * To be deleted after a grace time; lists and players no longer see it, and it can be had back.
   */
  MARKED,
  /** Its files are being deleted. */
  REMOVING,
  /**
   * Only what its clips cover is left; they are played, and it is not. When a clip goes, it is
   * REMOVING again.
   */
  CLIPPED;

  /** Whether lists and players see it. */
  public boolean isShown() {
    return this == LIVE || this == ENDED;
  }
}
