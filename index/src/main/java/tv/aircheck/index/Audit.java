package tv.aircheck.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Questions about what was done. */
public class Audit {
  final Handles handles;

  Audit(Handles handles) {
    this.handles = handles;
  }

  /**
   * Newest first.
   *
   * @param beforeId the last of the page before; {@link Long#MAX_VALUE} for the first page
   */
  public List<AuditRow> list(AuditFilter filter, long beforeId, int limit) {
    Map<String, Object> values = new HashMap<>();
    StringJoiner where = new StringJoiner(" AND ", " WHERE ", "").add("id < :before");
    values.put("before", beforeId);
    add(where, values, "who = :who", "who", filter.who());
    add(
        where,
        values,
        "action = :action",
        "action",
        filter.action() == null ? null : filter.action().name());
    add(where, values, "subject = :subject", "subject", filter.subject());
    add(where, values, "at_ms >= :from", "from", filter.fromMs());
    add(where, values, "at_ms < :to", "to", filter.toMs());
    values.put("limit", limit);
    return handles.with(
        h ->
            h.createQuery("SELECT * FROM audit" + where + " ORDER BY id DESC LIMIT :limit")
                .bindMap(values)
                .map((rs, context) -> row(rs))
                .list());
  }

  /** What came behind a line, in order. */
  public List<AuditRow> after(long id, int limit) {
    return handles.with(
        h ->
            h.createQuery("SELECT * FROM audit WHERE id > :id ORDER BY id LIMIT :limit")
                .bindMap(Map.of("id", id, "limit", limit))
                .map((rs, context) -> row(rs))
                .list());
  }

  /** The newest line's; 0 before there is one. */
  public long lastId() {
    return handles.with(
        h -> h.createQuery("SELECT COALESCE(MAX(id), 0) FROM audit").mapTo(Long.class).one());
  }

  private static void add(
      StringJoiner where, Map<String, Object> values, String condition, String name, Object value) {
    if (value != null) {
      where.add(condition);
      values.put(name, value);
    }
  }

  private static AuditRow row(ResultSet rs) throws SQLException {
    return new AuditRow(
        rs.getLong("id"),
        rs.getLong("at_ms"),
        rs.getString("who"),
        AuditAction.valueOf(rs.getString("action")),
        rs.getString("subject"),
        rs.getString("channel"),
        rs.getLong("bytes"),
        rs.getString("why"));
  }
}
