package tv.aircheck.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions about takes. */
public class Takes {
  private static final String SELECT =
      """
      SELECT t.*, c.app, c.name
      FROM takes t JOIN broadcasts b ON b.id = t.broadcast_id JOIN channels c ON c.id = b.channel_id
      """;

  final Handles handles;

  Takes(Handles handles) {
    this.handles = handles;
  }

  public Optional<TakeRow> find(String id) {
    return many(" WHERE t.id = :id", Map.of("id", id)).stream().findFirst();
  }

  public Optional<TakeRow> find(long seq) {
    return many(" WHERE t.seq = :seq", Map.of("seq", seq)).stream().findFirst();
  }

  /** In the order they are played. */
  public List<TakeRow> ofBroadcast(String broadcastId) {
    return many(" WHERE t.broadcast_id = :id ORDER BY t.ordinal", Map.of("id", broadcastId));
  }

  /** Those that have not ended. */
  public List<TakeRow> open() {
    return many(" WHERE t.ended_at_ms IS NULL ORDER BY t.id", Map.of());
  }

  /** Those that ended at or after a moment, the latest first. */
  public List<TakeRow> endedSince(long wallClockMs, int limit) {
    return many(
        " WHERE t.ended_at_ms >= :since ORDER BY t.ended_at_ms DESC LIMIT :limit",
        Map.of("since", wallClockMs, "limit", limit));
  }

  private List<TakeRow> many(String rest, Map<String, ?> values) {
    return handles.with(
        h -> h.createQuery(SELECT + rest).bindMap(values).map((rs, context) -> row(rs)).list());
  }

  private static TakeRow row(ResultSet rs) throws SQLException {
    long endedAtMs = rs.getLong("ended_at_ms");
    TakeRow.End end = rs.wasNull() ? null : new TakeRow.End(endedAtMs, rs.getString("end_reason"));
    return new TakeRow(
        rs.getLong("seq"),
        rs.getString("id"),
        rs.getString("broadcast_id"),
        rs.getInt("ordinal"),
        new ChannelName(rs.getString("app"), rs.getString("name")),
        rs.getString("origin_node"),
        rs.getString("opened_by"),
        rs.getString("previous_take_id"),
        rs.getLong("started_at_ms"),
        new TakeRow.Extent(
            rs.getLong("end_position"),
            rs.getLong("end_ms"),
            rs.getLong("gap_ms"),
            rs.getLong("bytes")),
        end);
  }
}
