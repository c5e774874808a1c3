package tv.aircheck.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions about manifests. */
public class Manifests {
  final Handles handles;

  Manifests(Handles handles) {
    this.handles = handles;
  }

  /** None for a broadcast that never ended, and for one older than manifests. */
  public Optional<ManifestRow> find(String broadcastId) {
    return many(" WHERE m.broadcast_id = :id", Map.of("id", broadcastId)).stream().findFirst();
  }

  /**
   * Of ended broadcasts that changed since, all of whose segments are in the store. Also of those
   * that are marked for deletion: they may be had back, and clips of them stay anyway.
   */
  public List<ManifestRow> due(int limit) {
    return many(
        """
         JOIN broadcasts b ON b.id = m.broadcast_id
        WHERE m.changes <> m.written_changes AND b.state IN ('ENDED', 'MARKED', 'CLIPPED') AND NOT EXISTS (
          SELECT 1 FROM takes t JOIN uploads u ON u.take_seq = t.seq
          WHERE t.broadcast_id = m.broadcast_id AND u.state IN ('PENDING', 'UPLOADING'))
        LIMIT :limit
        """,
        Map.of("limit", limit));
  }

  private List<ManifestRow> many(String rest, Map<String, ?> values) {
    return handles.with(
        h ->
            h.createQuery("SELECT m.* FROM manifests m" + rest)
                .bindMap(values)
                .map((rs, context) -> row(rs))
                .list());
  }

  private static ManifestRow row(ResultSet rs) throws SQLException {
    return new ManifestRow(
        rs.getString("broadcast_id"),
        rs.getInt("revision"),
        rs.getString("sha256"),
        rs.getLong("bytes"),
        rs.getLong("written_at_ms"),
        rs.getLong("changes"),
        rs.getLong("written_changes"));
  }
}
