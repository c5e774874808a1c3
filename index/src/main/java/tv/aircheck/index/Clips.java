package tv.aircheck.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jdbi.v3.core.Handle;

/** Questions about clips. */
public class Clips {
  /** What gaps take from a range, as far as they lie in it. */
  private static final String IN_GAPS =
      """
      (SELECT COALESCE(SUM(
          CASE WHEN g.to_%1$s < r.to_%1$s THEN g.to_%1$s ELSE r.to_%1$s END
          - CASE WHEN g.from_%1$s > r.from_%1$s THEN g.from_%1$s ELSE r.from_%1$s END), 0)
        FROM clip_ranges r JOIN gaps g ON g.take_seq = r.take_seq
          AND g.from_position < r.to_position AND g.to_position > r.from_position
        WHERE r.clip_id = k.id)
      """;

  private static final String IN_RANGES =
      "(SELECT SUM(r.to_%1$s - r.from_%1$s) FROM clip_ranges r WHERE r.clip_id = k.id) - "
          + IN_GAPS;

  private static final String SELECT =
      "SELECT k.*, c.app, c.name, "
          + IN_RANGES.formatted("ms")
          + " AS duration_ms, "
          + IN_RANGES.formatted("position")
          + " AS bytes FROM clips k JOIN channels c ON c.id = k.channel_id";

  final Handles handles;

  Clips(Handles handles) {
    this.handles = handles;
  }

  /** Also finds one that is marked for deletion. */
  public Optional<ClipRow> find(String id) {
    return many(" WHERE k.id = :id", Map.of("id", id)).stream().findFirst();
  }

  /** All that keep something of a broadcast, those that are marked too, the oldest first. */
  public List<ClipRow> ofBroadcast(String broadcastId) {
    return many(
        " WHERE k.broadcast_id = :id ORDER BY k.created_at_ms, k.id", Map.of("id", broadcastId));
  }

  /** All there are, those that are marked too, the oldest first. */
  public List<ClipHolding> holdings() {
    return handles.with(
        h ->
            h.createQuery(SELECT + " ORDER BY k.created_at_ms, k.id")
                .map(
                    (rs, context) ->
                        new ClipHolding(
                            rs.getString("id"),
                            rs.getString("broadcast_id"),
                            new ChannelName(rs.getString("app"), rs.getString("name")),
                            rs.getLong("created_at_ms"),
                            rs.getLong("bytes"),
                            Broadcasts.mark(rs)))
                .list());
  }

  /**
   * Newest first, by when they were made.
   *
   * @param cursor of the page before, or null for the first page
   */
  public ClipPage list(ClipFilter filter, String cursor, int limit) {
    Map<String, Object> values = new HashMap<>();
    StringJoiner where = new StringJoiner(" AND ", " WHERE ", "");
    where.add(filter.marked() ? "k.marked_by IS NOT NULL" : "k.marked_by IS NULL");
    if (filter.channel() != null) {
      where.add("k.channel_id = (SELECT id FROM channels WHERE app = :app AND name = :name)");
      values.put("app", filter.channel().app());
      values.put("name", filter.channel().name());
    }
    if (filter.broadcastId() != null) {
      where.add("k.broadcast_id = :broadcast");
      values.put("broadcast", filter.broadcastId());
    }
    if (cursor != null) {
      BroadcastCursor after = BroadcastCursor.parse(cursor);
      where.add("(k.created_at_ms, k.id) < (:after_ms, :after_id)");
      values.put("after_ms", after.startedAtMs());
      values.put("after_id", after.id());
    }
    values.put("limit", limit + 1);
    List<ClipRow> rows =
        many(where + " ORDER BY k.created_at_ms DESC, k.id DESC LIMIT :limit", values);
    if (rows.size() <= limit) {
      return new ClipPage(rows, null);
    }
    ClipRow last = rows.get(limit - 1);
    return new ClipPage(
        rows.subList(0, limit), new BroadcastCursor(last.createdAtMs(), last.id()).word());
  }

  private List<ClipRow> many(String rest, Map<String, ?> values) {
    return handles.with(
        h -> h.createQuery(SELECT + rest).bindMap(values).map((rs, context) -> row(h, rs)).list());
  }

  private static ClipRow row(Handle h, ResultSet rs) throws SQLException {
    String id = rs.getString("id");
    return new ClipRow(
        id,
        rs.getString("broadcast_id"),
        new ChannelName(rs.getString("app"), rs.getString("name")),
        rs.getString("title"),
        rs.getLong("created_at_ms"),
        ranges(h, id),
        rs.getLong("duration_ms"),
        rs.getLong("bytes"),
        Broadcasts.mark(rs));
  }

  private static List<ClipRange> ranges(Handle h, String id) {
    return h.createQuery("SELECT * FROM clip_ranges WHERE clip_id = :id ORDER BY ordinal")
        .bindMap(Map.of("id", id))
        .map(
            (rs, context) ->
                new ClipRange(
                    rs.getLong("take_seq"),
                    rs.getLong("from_position"),
                    rs.getLong("to_position"),
                    rs.getLong("from_ms"),
                    rs.getLong("to_ms")))
        .list();
  }
}
