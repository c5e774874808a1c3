package tv.aircheck.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Questions about what the uploads went through lately. */
public class UploadLog {
  final Handles handles;

  UploadLog(Handles handles) {
    this.handles = handles;
  }

  /** The last outage, which may have ended. */
  public Optional<StoreOutage> lastOutage() {
    return handles.with(
        h ->
            h.createQuery("SELECT * FROM store_outages ORDER BY started_at_ms DESC LIMIT 1")
                .map((rs, context) -> outage(rs))
                .findOne());
  }

  /** The minutes from one on, in order; one in which nothing happened may be left out. */
  public List<UploadMinute> minutesSince(long fromMs) {
    return handles.with(
        h ->
            h.createQuery(
                    "SELECT * FROM upload_minutes WHERE started_at_ms >= :from"
                        + " ORDER BY started_at_ms")
                .bind("from", fromMs)
                .map((rs, context) -> minute(rs))
                .list());
  }

  private static UploadMinute minute(ResultSet rs) throws SQLException {
    long backlog = rs.getLong("backlog_bytes");
    Long known = rs.wasNull() ? null : (Long) backlog;
    return new UploadMinute(
        rs.getLong("started_at_ms"), rs.getLong("segments"), rs.getLong("bytes"), known);
  }

  private static StoreOutage outage(ResultSet rs) throws SQLException {
    long ended = rs.getLong("ended_at_ms");
    Long endedAtMs = rs.wasNull() ? null : (Long) ended;
    return new StoreOutage(
        rs.getLong("started_at_ms"),
        endedAtMs,
        rs.getLong("failures"),
        rs.getLong("next_try_at_ms"),
        rs.getString("last_error"));
  }
}
