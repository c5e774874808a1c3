package tv.aircheck.recorder.verify;

/**
 * An object that nothing in the index refers to.
 *
 * @param deletable by {@link StoreSweep#delete}
 */
public record Leftover(String key, long bytes, long storedAtMs, Kind kind, boolean deletable) {

  /** What it is; the words are a contract with scripts. */
  public enum Kind {
    /** Of a take or a broadcast that was removed. */
    REMOVED,
    /** A manifest that a later revision has replaced. */
    OLD_MANIFEST,
    /** A single segment that is read from a bundle, and should be gone. */
    BUNDLED,
    /** A bundle that nothing is read from, all of whose segments are elsewhere. */
    ABANDONED,
    /** Moved away because it was damaged. */
    QUARANTINED,
    /** Media or a manifest that the index has never heard of: a rebuild would take it up. */
    UNKNOWN,
    /** Not named like anything of ours. */
    FOREIGN
  }
}
