package tv.aircheck.index;

/** Where a broadcast stands. */
public enum BroadcastState {
  /** On air, or off air for less than the reconnect window. */
  LIVE,
  ENDED,
  /** Its files are being deleted; lists and players no longer see it. */
  REMOVING
}
