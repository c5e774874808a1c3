package tv.aircheck.index;

/** Where a segment is on its way to the store. */
public enum UploadState {
  PENDING,
  UPLOADING,
  /** The store has it; that it has exactly these bytes is still to be proven. */
  STORED,
  /** The store has proven that it holds these bytes: the spool may let go of them. */
  VERIFIED;

  /** Whether the store has it. */
  public boolean isInStore() {
    return this == STORED || this == VERIFIED;
  }
}
