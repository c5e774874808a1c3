package tv.aircheck.index;

/** Questions about takes that were removed from the archive. */
public final class RemovedTakes {
  private final Handles handles;

  RemovedTakes(Handles handles) {
    this.handles = handles;
  }

  /** Whether it was here and was removed on purpose; false for one that was never heard of. */
  public boolean contains(String takeId) {
    return handles.with(
        h ->
            h.createQuery("SELECT EXISTS (SELECT 1 FROM removed_takes WHERE take_id = :id)")
                .bind("id", takeId)
                .mapTo(Boolean.class)
                .one());
  }
}
