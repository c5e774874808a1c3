package tv.aircheck.index;

/** Why a single segment does not get to the store, while others do. */
public enum UploadTrouble {
  /** The store holds other bytes under its key. */
  CONFLICT,
  /** The spool's file is no longer what was sealed; it was set aside. */
  CHANGED,
  /** The spool's file is gone, and the store does not have it. */
  MISSING,
  /** The spool's file cannot be read. */
  UNREADABLE,
  /** The store takes others, and not this one. */
  REFUSED,
  /** A fault of the program. */
  FAILED
}
