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
      SELECT u.*, t.id AS take_id, t.started_at_ms, c.app, c.name, s.crc32c
      FROM uploads u
      JOIN segments s ON s.take_seq = u.take_seq AND s.start_position = u.start_position
      JOIN takes t ON t.seq = u.take_seq
      JOIN broadcasts b ON b.id = t.broadcast_id
      JOIN channels c ON c.id = b.channel_id
      """;

  /** In the words of the index of that name, which a database uses only when it reads them. */
  static final String WAITING = "state = 'PENDING' AND trouble IS NULL";

  static final String UNDER_WAY = "state IN ('UPLOADING', 'STORED')";

  /**
   * Of a segment {@code s} of the broadcast {@code b}: it is not going, as its broadcast stays, or
   * as a clip covers it.
   */
  static final String STAYS =
      """
      (b.state <> 'REMOVING' OR EXISTS (SELECT 1 FROM clip_ranges r
        WHERE r.take_seq = s.take_seq
          AND r.from_position < s.end_position AND r.to_position > s.start_position))
      """;

  final Handles handles;

  Uploads(Handles handles) {
    this.handles = handles;
  }

  /** How much is in which state. */
  public UploadTotals totals() {
    return new UploadTotals(handles);
  }

  /** What the store does not have. */
  public UploadBacklog backlog() {
    return totals().backlog();
  }

  /** What the uploads went through lately. */
  public UploadLog log() {
    return new UploadLog(handles);
  }

  public Optional<UploadRow> find(long takeSeq, long startPosition) {
    return rows(
            " WHERE u.take_seq = :take AND u.start_position = :start",
            Map.of("take", takeSeq, "start", startPosition))
        .stream()
        .findFirst();
  }

  /** Whether {@link UploadWrites#claim} would find something. */
  public boolean anyDue(long nowMs) {
    return handles.with(
        h ->
            h.createQuery(
                    "SELECT EXISTS (SELECT 1 FROM uploads WHERE "
                        + WAITING
                        + " AND next_attempt_at_ms <= :now)"
                        + " OR EXISTS (SELECT 1 FROM uploads WHERE trouble IS NOT NULL"
                        + " AND state = 'PENDING' AND next_attempt_at_ms <= :now)")
                .bind("now", nowMs)
                .mapTo(Boolean.class)
                .one());
  }

  /** STORED, and due to be proven, the longest due first. */
  public List<UploadRow> unproven(int limit, long nowMs) {
    return rows(
        " WHERE u."
            + UNDER_WAY
            + " AND u.state = 'STORED' AND u.next_attempt_at_ms <= :now AND "
            + STAYS
            + " ORDER BY u.next_attempt_at_ms LIMIT :limit",
        Map.of("now", nowMs, "limit", limit));
  }

  /** A take's lines behind a position (-1: from the first), in order. */
  public List<UploadRow> ofTake(long takeSeq, long afterPosition, int limit) {
    return rows(
        " WHERE u.take_seq = :take AND u.start_position > :after"
            + " ORDER BY u.start_position LIMIT :limit",
        Map.of("take", takeSeq, "after", afterPosition, "limit", limit));
  }

  /**
   * The positions of a take's segments that the spool may let go of: VERIFIED, and not found
   * damaged in the store since.
   */
  public List<Long> safeOf(long takeSeq) {
    return handles.with(
        h ->
            h.createQuery(
                    "SELECT u.start_position FROM uploads u"
                        + " WHERE u.take_seq = :take AND u.state = 'VERIFIED' AND NOT EXISTS ("
                        + "SELECT 1 FROM damages d WHERE d.take_seq = u.take_seq"
                        + " AND d.start_position = u.start_position)")
                .bind("take", takeSeq)
                .mapTo(Long.class)
                .list());
  }

  /** The positions of a take's segments that are VERIFIED. */
  public List<Long> verifiedOf(long takeSeq) {
    return handles.with(
        h ->
            h.createQuery(
                    "SELECT start_position FROM uploads"
                        + " WHERE take_seq = :take AND state = 'VERIFIED'")
                .bind("take", takeSeq)
                .mapTo(Long.class)
                .list());
  }

  /** Those that cannot be stored before somebody has looked at them. */
  public List<UploadRow> troubled(int limit) {
    return rows(
        " WHERE u.trouble IS NOT NULL ORDER BY u.next_attempt_at_ms LIMIT :limit",
        Map.of("limit", limit));
  }

  final List<UploadRow> rows(String rest, Map<String, ?> values) {
    return handles.with(
        h -> h.createQuery(SELECT + rest).bindMap(values).map((rs, context) -> row(rs)).list());
  }

  private static UploadRow row(ResultSet rs) throws SQLException {
    String trouble = rs.getString("trouble");
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
        trouble == null ? null : UploadTrouble.valueOf(trouble),
        rs.getString("last_error"));
  }
}
