package tv.aircheck.index;

/** What somebody did that the audit keeps. */
public enum AuditAction {
  LOCKED,
  UNLOCKED,
  TITLED,
  /** Will be deleted after the grace time. */
  MARKED,
  /** A mark was taken back. */
  RESTORED,
  /** The deletion of files and objects began. */
  DELETING,
  /** Nothing of it is left. */
  DELETED,
  RULE_SET,
  RULE_REMOVED,
  /** A clip was made. */
  CLIPPED,
  /** All of it was deleted but what its clips cover. */
  CUT_TO_CLIPS,
  /** Its objects went to another tier. */
  MOVED,
  /** Segments of it are read from a bundle from here on. */
  BUNDLED,
  /** The deletion of the single objects began whose bytes are in a bundle. */
  SINGLES_DELETED,
  /** A token or a publish key was made. */
  TOKEN_MADE,
  TOKEN_REMOVED,
  /** A publish key was replaced by a new one. */
  KEY_ROTATED,
  SIGNED_IN,
  SIGNED_OUT,
  /** Others than before get to see it. */
  VISIBILITY_SET,
  /** Who has the link may watch until it expires. */
  LINK_MADE
}
