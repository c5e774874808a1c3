package tv.aircheck.flv;

/** How a publisher's timestamp was put right. */
public enum TimestampRepair {
  NONE,
  /** At or a little before the one before it on the same track: moved to just after, or onto it. */
  CLAMPED,
  /** A jump back: the publisher's clock began anew, the log's went on. */
  JUMP_BACK,
  /** A jump ahead: the hole was closed. */
  JUMP_AHEAD
}
