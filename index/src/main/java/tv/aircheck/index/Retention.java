package tv.aircheck.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Questions about retention: the rules, and what they are applied to. */
public class Retention {
  /**
   * One pass over broadcasts and takes, however many segments they have; of segments, only those
   * that clips cover are looked at.
   */
  static final String HOLDINGS =
      """
      SELECT b.*, c.app, c.name, COALESCE(t.bytes, 0) AS bytes,
        COALESCE(k.bytes, 0) AS clip_bytes
      FROM broadcasts b
      JOIN channels c ON c.id = b.channel_id
      LEFT JOIN (SELECT broadcast_id, SUM(bytes) AS bytes FROM takes GROUP BY broadcast_id) t
        ON t.broadcast_id = b.id
      LEFT JOIN (
        SELECT broadcast_id, SUM(bytes) AS bytes FROM (
          SELECT DISTINCT t.broadcast_id, s.take_seq, s.start_position,
            s.end_position - s.start_position AS bytes
          FROM clip_ranges r
          JOIN takes t ON t.seq = r.take_seq
          JOIN segments s ON s.take_seq = r.take_seq
            AND s.start_position >= COALESCE((
              SELECT MAX(p.start_position) FROM segments p
              WHERE p.take_seq = r.take_seq AND p.start_position <= r.from_position), 0)
            AND s.start_position < r.to_position AND s.end_position > r.from_position) covered
        GROUP BY broadcast_id) k
        ON k.broadcast_id = b.id
      """;

  final Handles handles;

  Retention(Handles handles) {
    this.handles = handles;
  }

  /** In the order of the patterns. */
  public List<RuleRow> rules() {
    return handles.with(
        h ->
            h.createQuery("SELECT * FROM retention_rules ORDER BY pattern, rule")
                .map(
                    (rs, context) ->
                        new RuleRow(
                            rs.getString("pattern"), rs.getString("rule"), rs.getLong("amount")))
                .list());
  }

  /** All broadcasts, in any state and no order. */
  public List<Holding> holdings() {
    return handles.with(h -> h.createQuery(HOLDINGS).map((rs, context) -> holding(rs)).list());
  }

  /** Whether all of a broadcast's segments have reached the store. */
  public boolean isWhollyStored(String broadcastId) {
    return handles.with(
        h ->
            h.createQuery(
                    """
                    SELECT NOT EXISTS (SELECT 1 FROM takes t JOIN uploads u ON u.take_seq = t.seq
                      WHERE t.broadcast_id = :id AND u.state IN ('PENDING', 'UPLOADING'))
                    """)
                .bind("id", broadcastId)
                .mapTo(Boolean.class)
                .one());
  }

  private static Holding holding(ResultSet rs) throws SQLException {
    long ended = rs.getLong("ended_at_ms");
    Long endedAtMs = rs.wasNull() ? null : (Long) ended;
    return new Holding(
        rs.getString("id"),
        new ChannelName(rs.getString("app"), rs.getString("name")),
        rs.getLong("started_at_ms"),
        endedAtMs,
        BroadcastState.valueOf(rs.getString("state")),
        rs.getBoolean("locked"),
        Broadcasts.mark(rs),
        rs.getString("tier"),
        rs.getLong("bytes"),
        rs.getLong("clip_bytes"));
  }
}
