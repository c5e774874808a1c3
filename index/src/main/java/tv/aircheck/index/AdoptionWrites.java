package tv.aircheck.index;

import java.util.Map;

/** Says whether this index may decide what leaves the store. */
public final class AdoptionWrites extends Adoption {
  AdoptionWrites(Handles handles) {
    super(handles);
  }

  public void adopt(long nowMs) {
    handles.with(
        h ->
            h.createUpdate(
                    "INSERT INTO markers (name, noted_at_ms) VALUES (:name, :now)"
                        + " ON CONFLICT (name) DO NOTHING")
                .bindMap(Map.of("name", MARKER, "now", nowMs))
                .execute());
  }

  public void disown() {
    handles.with(
        h ->
            h.createUpdate("DELETE FROM markers WHERE name = :name")
                .bind("name", MARKER)
                .execute());
  }
}
