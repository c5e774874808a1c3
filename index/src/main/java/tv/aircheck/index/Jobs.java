package tv.aircheck.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Questions about jobs. */
public class Jobs {
  final Handles handles;

  Jobs(Handles handles) {
    this.handles = handles;
  }

  public Optional<JobRow> find(String name) {
    return handles.with(
        h ->
            h.createQuery("SELECT * FROM jobs WHERE name = :name")
                .bind("name", name)
                .map((rs, context) -> row(rs))
                .findOne());
  }

  /** In the order of their names. */
  public List<JobRow> all() {
    return handles.with(
        h ->
            h.createQuery("SELECT * FROM jobs ORDER BY name").map((rs, context) -> row(rs)).list());
  }

  private static JobRow row(ResultSet rs) throws SQLException {
    String holder = rs.getString("holder");
    Long startedAtMs = orNull(rs, "last_started_at_ms");
    return new JobRow(
        rs.getString("name"),
        rs.getString("schedule"),
        orNull(rs, "next_run_at_ms"),
        holder == null
            ? null
            : new JobRow.Lease(holder, rs.getLong("lease_until_ms"), rs.getLong("token")),
        startedAtMs == null ? null : run(rs, startedAtMs),
        orNull(rs, "last_success_at_ms"),
        rs.getLong("failures"));
  }

  private static JobRow.Run run(ResultSet rs, long startedAtMs) throws SQLException {
    String result = rs.getString("last_result");
    return new JobRow.Run(
        startedAtMs,
        orNull(rs, "last_ended_at_ms"),
        result == null ? null : JobResult.valueOf(result),
        rs.getString("last_words"));
  }

  private static Long orNull(ResultSet rs, String column) throws SQLException {
    long value = rs.getLong(column);
    return rs.wasNull() ? null : (Long) value;
  }
}
