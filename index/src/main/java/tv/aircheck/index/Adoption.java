package tv.aircheck.index;

/**
 * Whether this index may decide what leaves the store. One that is new, or was brought back from a
 * backup, knows too little: whoever deletes by rule asks here first, and refuses. An operator who
 * has looked, or a rebuild, which has read all of the store, says that it may.
 */
public class Adoption {
  static final String MARKER = "adopted";

  final Handles handles;

  Adoption(Handles handles) {
    this.handles = handles;
  }

  public boolean isAdopted() {
    return handles.with(
        h ->
            h.createQuery("SELECT EXISTS (SELECT 1 FROM markers WHERE name = :name)")
                .bind("name", MARKER)
                .mapTo(Boolean.class)
                .one());
  }
}
