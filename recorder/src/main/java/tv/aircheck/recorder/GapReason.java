package tv.aircheck.recorder;

/** Why bytes of a take are missing; the words stand in the index. */
public enum GapReason {
  /** The recorder came when the origin had already let go of the beginning. */
  JOINED_LATE,
  /** The recorder was away for longer than the origin could keep what came meanwhile. */
  NOT_KEPT,
  /** The take ended before its last bytes arrived. */
  UNDELIVERED,
  /** Found without an explanation, when the index was rebuilt from files. */
  UNKNOWN,
  /** It was stored, and is not in the store any more, nor anywhere else. */
  VANISHED,
  /** It was stored and has other bytes now; what there is of it is in quarantine. */
  DAMAGED,
  /** It was deleted with its broadcast, of which clips kept the rest. */
  REMOVED
}
