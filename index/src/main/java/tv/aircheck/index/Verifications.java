package tv.aircheck.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions about what was verified, and what was found damaged. */
public class Verifications {
  final Handles handles;

  Verifications(Handles handles) {
    this.handles = handles;
  }

  /** The last time a broadcast was verified to its end. */
  public Optional<VerificationRow> find(String broadcastId) {
    return handles.with(
        h ->
            h.createQuery("SELECT * FROM verifications WHERE broadcast_id = :id")
                .bind("id", broadcastId)
                .map(
                    (rs, context) ->
                        new VerificationRow(
                            rs.getString("broadcast_id"),
                            rs.getString("depth"),
                            rs.getInt("sample_percent"),
                            rs.getLong("verified_at_ms"),
                            rs.getLong("segments"),
                            rs.getLong("bytes"),
                            rs.getInt("damaged")))
                .findOne());
  }

  /** What is damaged of a broadcast and not repaired. */
  public List<DamageRow> damages(String broadcastId) {
    return damages(" WHERE broadcast_id = :id ORDER BY object_key", Map.of("id", broadcastId));
  }

  /** What is damaged anywhere, behind a broadcast and a key; empty words begin. */
  public List<DamageRow> damages(String afterBroadcast, String afterKey, int limit) {
    return damages(
        " WHERE (broadcast_id, object_key) > (:broadcast, :key)"
            + " ORDER BY broadcast_id, object_key LIMIT :limit",
        Map.of("broadcast", afterBroadcast, "key", afterKey, "limit", limit));
  }

  public long damaged() {
    return handles.with(h -> h.createQuery("SELECT COUNT(*) FROM damages").mapTo(Long.class).one());
  }

  /** The last one that was begun, finished or not. */
  public Optional<VerifyRun> lastRun() {
    return handles.with(
        h ->
            h.createQuery("SELECT * FROM verify_runs ORDER BY id DESC LIMIT 1")
                .map((rs, context) -> run(rs))
                .findOne());
  }

  private List<DamageRow> damages(String rest, Map<String, ?> values) {
    return handles.with(
        h ->
            h.createQuery("SELECT * FROM damages" + rest)
                .bindMap(values)
                .map(
                    (rs, context) ->
                        new DamageRow(
                            rs.getString("broadcast_id"),
                            rs.getString("object_key"),
                            rs.getLong("take_seq"),
                            rs.getLong("start_position"),
                            DamageKind.valueOf(rs.getString("kind")),
                            rs.getString("words"),
                            rs.getLong("found_at_ms")))
                .list());
  }

  private static VerifyRun run(ResultSet rs) throws SQLException {
    long finished = rs.getLong("finished_at_ms");
    Long finishedAtMs = rs.wasNull() ? null : (Long) finished;
    return new VerifyRun(
        rs.getLong("id"),
        rs.getString("channel"),
        rs.getString("broadcast"),
        rs.getString("depth"),
        rs.getInt("sample_percent"),
        rs.getLong("started_at_ms"),
        finishedAtMs,
        new VerifyRun.Place(
            rs.getString("page"),
            rs.getLong("at_take"),
            rs.getLong("at_position"),
            new VerifyRun.Sum(rs.getLong("part_segments"), rs.getLong("part_bytes"), 0)),
        new VerifyRun.Sum(rs.getLong("segments"), rs.getLong("bytes"), rs.getLong("damaged")));
  }
}
