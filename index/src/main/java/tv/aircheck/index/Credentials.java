package tv.aircheck.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tv.aircheck.index.access.Role;

/** Questions about tokens, publish keys and sessions. */
public class Credentials {
  final Handles handles;

  Credentials(Handles handles) {
    this.handles = handles;
  }

  /**
   * Those that have expired, too.
   *
   * @param hash of the secret, in hex
   */
  public Optional<CredentialRow> byHash(String hash) {
    return many(" WHERE hash = :hash", Map.of("hash", hash)).stream().findFirst();
  }

  /** Whose session it is, if it lasts and its token is still there. */
  public Optional<CredentialRow> bySession(String hash, long nowMs) {
    return many(
            " WHERE id = (SELECT credential_id FROM sessions"
                + " WHERE hash = :hash AND expires_at_ms > :now)",
            Map.of("hash", hash, "now", nowMs))
        .stream()
        .findFirst();
  }

  public Optional<CredentialRow> find(String id) {
    return many(" WHERE id = :id", Map.of("id", id)).stream().findFirst();
  }

  /** Publish keys, or all others; in the order in which they were made. */
  public List<CredentialRow> list(boolean publishKeys) {
    return many(
        " WHERE (role = 'PUBLISHER') = :keys ORDER BY created_at_ms, id",
        Map.of("keys", publishKeys));
  }

  /** Whether there is a publish key, or any other token; expired ones count. */
  public boolean any(boolean publishKey) {
    return handles.with(
        h ->
            h.createQuery(
                    "SELECT EXISTS (SELECT 1 FROM credentials WHERE (role = 'PUBLISHER') = :keys)")
                .bind("keys", publishKey)
                .mapTo(Boolean.class)
                .one());
  }

  private List<CredentialRow> many(String rest, Map<String, ?> values) {
    return handles.with(
        h ->
            h.createQuery("SELECT * FROM credentials" + rest)
                .bindMap(values)
                .map((rs, context) -> row(rs))
                .list());
  }

  private static CredentialRow row(ResultSet rs) throws SQLException {
    return new CredentialRow(
        rs.getString("id"),
        Role.valueOf(rs.getString("role")),
        ChannelPattern.parse(rs.getString("pattern")),
        rs.getString("name"),
        new CredentialTimes(
            rs.getLong("created_at_ms"),
            orNull(rs, "expires_at_ms"),
            orNull(rs, "last_used_at_ms")));
  }

  private static Long orNull(ResultSet rs, String column) throws SQLException {
    long value = rs.getLong(column);
    return rs.wasNull() ? null : (Long) value;
  }
}
