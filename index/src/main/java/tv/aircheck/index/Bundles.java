package tv.aircheck.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tv.aircheck.index.BundleRow.Singles;

/** Questions about bundles, and about which segments are in one. */
public class Bundles {
  private static final String MEMBERS =
      """
      SELECT m.*, b.object_key, s.file_bytes, s.crc32c
      FROM bundle_members m
      JOIN bundles b ON b.seq = m.bundle_seq
      JOIN segments s ON s.take_seq = m.take_seq AND s.start_position = m.start_position
      """;

  final Handles handles;

  Bundles(Handles handles) {
    this.handles = handles;
  }

  /** None for a segment that is an object of its own, and for one that is not known. */
  public Optional<BundledSegment> find(String takeId, long startPosition) {
    return members(
            " WHERE m.take_seq = (SELECT seq FROM takes WHERE id = :take)"
                + " AND m.start_position = :start",
            Map.of("take", takeId, "start", startPosition))
        .stream()
        .findFirst();
  }

  /** A take's segments that are in bundles, behind a position (-1: from the first), in order. */
  public List<BundledSegment> ofTake(long takeSeq, long afterPosition, int limit) {
    return members(
        " WHERE m.take_seq = :take AND m.start_position > :after"
            + " ORDER BY m.start_position LIMIT :limit",
        Map.of("take", takeSeq, "after", afterPosition, "limit", limit));
  }

  /** In the order in which they were made. */
  public List<BundleRow> ofBroadcast(String broadcastId) {
    return many(" WHERE broadcast_id = :id ORDER BY seq", Map.of("id", broadcastId));
  }

  public Optional<BundleRow> byKey(String key) {
    return many(" WHERE object_key = :key", Map.of("key", key)).stream().findFirst();
  }

  /** Those whose single objects may be deleted now, and those where that has begun. */
  public List<BundleRow> dueSingles(long nowMs) {
    return many(
        " WHERE singles <> 'GONE' AND (singles = 'GOING' OR singles_until_ms <= :now)"
            + " ORDER BY singles_until_ms, seq",
        Map.of("now", nowMs));
  }

  /** Ended broadcasts with segments in no bundle; counts by indexes, and reads no segment. */
  public List<Unbundled> unbundled() {
    return handles.with(
        h ->
            h.createQuery(
                    """
                    SELECT broadcast_id, SUM(n) AS n FROM (
                      SELECT t.broadcast_id AS broadcast_id,
                        (SELECT COUNT(*) FROM segments s WHERE s.take_seq = t.seq)
                        - (SELECT COUNT(*) FROM bundle_members m WHERE m.take_seq = t.seq) AS n
                      FROM broadcasts b JOIN takes t ON t.broadcast_id = b.id
                      WHERE b.state = 'ENDED') counted
                    GROUP BY broadcast_id HAVING SUM(n) > 0 ORDER BY broadcast_id
                    """)
                .map((rs, context) -> new Unbundled(rs.getString("broadcast_id"), rs.getLong("n")))
                .list());
  }

  private List<BundledSegment> members(String rest, Map<String, ?> values) {
    return handles.with(
        h -> h.createQuery(MEMBERS + rest).bindMap(values).map((rs, c) -> member(rs)).list());
  }

  private List<BundleRow> many(String rest, Map<String, ?> values) {
    return handles.with(
        h ->
            h.createQuery("SELECT * FROM bundles" + rest)
                .bindMap(values)
                .map((rs, context) -> row(rs))
                .list());
  }

  private static BundledSegment member(ResultSet rs) throws SQLException {
    return new BundledSegment(
        rs.getLong("take_seq"),
        rs.getLong("start_position"),
        rs.getLong("bundle_seq"),
        rs.getString("object_key"),
        rs.getLong("byte_offset"),
        rs.getLong("file_bytes"),
        rs.getInt("crc32c"));
  }

  private static BundleRow row(ResultSet rs) throws SQLException {
    int crc = rs.getInt("crc32c");
    Integer crc32c = rs.wasNull() ? null : (Integer) crc;
    return new BundleRow(
        rs.getLong("seq"),
        rs.getString("broadcast_id"),
        rs.getString("object_key"),
        rs.getLong("bytes"),
        crc32c,
        rs.getLong("made_at_ms"),
        rs.getString("tier"),
        Singles.valueOf(rs.getString("singles")),
        rs.getLong("singles_until_ms"));
  }
}
