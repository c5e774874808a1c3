package tv.aircheck.index;

import java.util.HashMap;
import java.util.Map;

/** Changes to tokens, publish keys and sessions. */
public final class CredentialWrites extends Credentials {
  CredentialWrites(Handles handles) {
    super(handles);
  }

  /**
   * @param hash of the secret, in hex
   */
  public void add(CredentialRow row, String hash) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", row.id());
    values.put("hash", hash);
    values.put("role", row.role().name());
    values.put("pattern", row.channels().toString());
    values.put("name", row.name());
    values.put("created", row.times().createdAtMs());
    values.put("expires", row.times().expiresAtMs());
    update(
        """
        INSERT INTO credentials (id, hash, role, pattern, name, created_at_ms, expires_at_ms)
        VALUES (:id, :hash, :role, :pattern, :name, :created, :expires)
        """,
        values);
  }

  /** Takes it back, and the sessions that began with it; false when it is not there. */
  public boolean remove(String id) {
    return update("DELETE FROM credentials WHERE id = :id", Map.of("id", id));
  }

  /** Lets it end at a time, unless it ends before; false when it does, or is not there. */
  public boolean expire(String id, long atMs) {
    return update(
        "UPDATE credentials SET expires_at_ms = :at"
            + " WHERE id = :id AND (expires_at_ms IS NULL OR expires_at_ms > :at)",
        Map.of("id", id, "at", atMs));
  }

  public void used(String id, long atMs) {
    update(
        "UPDATE credentials SET last_used_at_ms = :at WHERE id = :id",
        Map.of("id", id, "at", atMs));
  }

  /** Begins a session; those that are over go. */
  public void signIn(String hash, String credentialId, long nowMs, long expiresAtMs) {
    update("DELETE FROM sessions WHERE expires_at_ms <= :now", Map.of("now", nowMs));
    update(
        "INSERT INTO sessions (hash, credential_id, expires_at_ms) VALUES (:hash, :id, :expires)",
        Map.of("hash", hash, "id", credentialId, "expires", expiresAtMs));
  }

  /** Ends a session; false when there is none. */
  public boolean signOut(String hash) {
    return update("DELETE FROM sessions WHERE hash = :hash", Map.of("hash", hash));
  }

  private boolean update(String sql, Map<String, ?> values) {
    return handles.with(h -> h.createUpdate(sql).bindMap(values).execute()) > 0;
  }
}
