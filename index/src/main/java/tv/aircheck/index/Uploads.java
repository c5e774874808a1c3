package tv.aircheck.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions about the upload ledger. */
public class Uploads {
  static final String SELECT =
      """
      SELECT u.*, t.id AS take_id, t.started_at_ms, c.app, c.name, s.crc32c, s.file_bytes
      FROM uploads u
      JOIN segments s ON s.take_seq = u.take_seq AND s.start_position = u.start_position
      JOIN takes t ON t.seq = u.take_seq
      JOIN broadcasts b ON b.id = t.broadcast_id
      JOIN channels c ON c.id = b.channel_id
      """;

  final Handles handles;

  Uploads(Handles handles) {
    this.handles = handles;
  }

  public Optional<UploadRow> find(long takeSeq, long startPosition) {
    return handles.with(
        h ->
            h.createQuery(SELECT + " WHERE u.take_seq = :take AND u.start_position = :start")
                .bindMap(Map.of("take", takeSeq, "start", startPosition))
                .map((rs, context) -> row(rs))
                .findOne());
  }

  /** Whether {@link UploadWrites#claim} would find something. */
  public boolean anyDue(long nowMs) {
    return handles.with(
        h ->
            h.createQuery(
                    "SELECT EXISTS (SELECT 1 FROM uploads WHERE state <> 'STORED'"
                        + " AND state = 'PENDING' AND next_attempt_at_ms <= :now)")
                .bind("now", nowMs)
                .mapTo(Boolean.class)
                .one());
  }

  /** A take's lines behind a position (-1: from the first), in order. */
  public List<UploadRow> ofTake(long takeSeq, long afterPosition, int limit) {
    return handles.with(
        h ->
            h.createQuery(
                    SELECT
                        + " WHERE u.take_seq = :take AND u.start_position > :after"
                        + " ORDER BY u.start_position LIMIT :limit")
                .bindMap(Map.of("take", takeSeq, "after", afterPosition, "limit", limit))
                .map((rs, context) -> row(rs))
                .list());
  }

  /** How much waits; costs a pass over what waits, not over what is stored. */
  public UploadBacklog backlog() {
    return handles.with(
        h ->
            h.createQuery(
                    """
                    SELECT COUNT(*) AS n, COALESCE(SUM(s.file_bytes), 0) AS bytes,
                      COALESCE(MIN(s.wall_clock_ms), -1) AS oldest, MAX(u.last_error) AS error
                    FROM uploads u JOIN segments s
                      ON s.take_seq = u.take_seq AND s.start_position = u.start_position
                    WHERE u.state <> 'STORED'
                    """)
                .map(
                    (rs, context) ->
                        new UploadBacklog(
                            rs.getLong("n"),
                            rs.getLong("bytes"),
                            rs.getLong("oldest"),
                            rs.getString("error")))
                .one());
  }

  static UploadRow row(ResultSet rs) throws SQLException {
    return new UploadRow(
        rs.getLong("take_seq"),
        rs.getLong("start_position"),
        rs.getString("take_id"),
        new ChannelName(rs.getString("app"), rs.getString("name")),
        rs.getLong("started_at_ms"),
        rs.getInt("crc32c"),
        rs.getLong("file_bytes"),
        UploadState.valueOf(rs.getString("state")),
        rs.getInt("attempts"),
        rs.getLong("next_attempt_at_ms"),
        rs.getString("last_error"));
  }
}
