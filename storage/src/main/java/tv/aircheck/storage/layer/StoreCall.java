package tv.aircheck.storage.layer;

/** What a store is asked to do. */
public enum StoreCall {
  /** Of a file: large, and repeated by whoever brings it. */
  PUT_FILE(true),
  /** Of what was made in memory. */
  PUT(true),
  READ(false),
  HEAD(false),
  LIST(false),
  DELETE(true),
  COPY(true),
  CHANGE_TIER(true),
  RESTORE(true);

  private final boolean changes;

  StoreCall(boolean changes) {
    this.changes = changes;
  }

  /** Rather than looks. */
  public boolean changes() {
    return changes;
  }
}
