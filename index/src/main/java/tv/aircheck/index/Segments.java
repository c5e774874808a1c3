package tv.aircheck.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions about segments. Each single one reads one row by an index, however many there are. */
public class Segments {
  private static final String SELECT =
      """
      SELECT s.*, k.video, k.audio, k.width, k.height, k.sample_rate, k.channels
      FROM segments s JOIN codecs k ON k.id = s.codecs_id
      """;

  final Handles handles;

  Segments(Handles handles) {
    this.handles = handles;
  }

  /**
   * The segment that begins at or before a time and is the last to do so; none before the first.
   */
  public Optional<SegmentRow> atTime(long takeSeq, long ms) {
    return one("s.start_ms <= :value ORDER BY s.start_ms DESC, s.start_position DESC", takeSeq, ms);
  }

  /**
   * The last segment that begins at or before a position; a gap may lie between its end and that.
   */
  public Optional<SegmentRow> atPosition(long takeSeq, long position) {
    return one("s.start_position <= :value ORDER BY s.start_position DESC", takeSeq, position);
  }

  /** The first segment that begins behind a position. */
  public Optional<SegmentRow> next(long takeSeq, long position) {
    return one("s.start_position > :value ORDER BY s.start_position", takeSeq, position);
  }

  public Optional<SegmentRow> first(long takeSeq) {
    return next(takeSeq, -1);
  }

  public Optional<SegmentRow> last(long takeSeq) {
    return atPosition(takeSeq, Long.MAX_VALUE);
  }

  /** A take's segments behind a position (-1: from the first), in order. */
  public List<SegmentRow> ofTake(long takeSeq, long afterPosition, int limit) {
    return many(
        "s.start_position > :value ORDER BY s.start_position", takeSeq, afterPosition, limit);
  }

  /** The hashes of a take's segments behind a position, of those that have one, in order. */
  public List<SegmentHash> hashes(long takeSeq, long afterPosition, int limit) {
    return handles.with(
        h ->
            h.createQuery(
                    "SELECT start_position, sha256 FROM segments WHERE take_seq = :take"
                        + " AND start_position > :after AND sha256 IS NOT NULL"
                        + " ORDER BY start_position LIMIT :limit")
                .bindMap(Map.of("take", takeSeq, "after", afterPosition, "limit", limit))
                .map(
                    (rs, context) ->
                        new SegmentHash(rs.getLong("start_position"), rs.getBytes("sha256")))
                .list());
  }

  /** Of all takes of a broadcast. */
  public SegmentTotals totals(String broadcastId) {
    return totals(
        " JOIN takes t ON t.seq = s.take_seq WHERE t.broadcast_id = :id",
        Map.of("id", broadcastId));
  }

  /** Of the whole archive; costs a pass over all rows. */
  public SegmentTotals totals() {
    return totals("", Map.of());
  }

  private SegmentTotals totals(String rest, Map<String, ?> values) {
    return handles.with(
        h ->
            h.createQuery(
                    "SELECT COUNT(*) AS n, COALESCE(SUM(s.file_bytes), 0) AS bytes FROM segments s"
                        + rest)
                .bindMap(values)
                .map((rs, context) -> new SegmentTotals(rs.getLong("n"), rs.getLong("bytes")))
                .one());
  }

  private Optional<SegmentRow> one(String condition, long takeSeq, long value) {
    return many(condition, takeSeq, value, 1).stream().findFirst();
  }

  private List<SegmentRow> many(String condition, long takeSeq, long value, int limit) {
    String sql = SELECT + " WHERE s.take_seq = :take AND " + condition + " LIMIT :limit";
    return handles.with(
        h ->
            h.createQuery(sql)
                .bindMap(Map.of("take", takeSeq, "value", value, "limit", limit))
                .map((rs, context) -> row(rs))
                .list());
  }

  private static SegmentRow row(ResultSet rs) throws SQLException {
    return new SegmentRow(
        rs.getLong("take_seq"),
        rs.getLong("start_position"),
        rs.getLong("end_position"),
        rs.getLong("start_ms"),
        rs.getLong("end_ms"),
        rs.getLong("wall_clock_ms"),
        rs.getInt("head_bytes"),
        rs.getLong("file_bytes"),
        rs.getInt("crc32c"),
        rs.getBoolean("forced"),
        codecs(rs),
        rs.getBytes("keyframes"));
  }

  private static Codecs codecs(ResultSet rs) throws SQLException {
    return new Codecs(
        orNull(rs.getString("video")),
        orNull(rs.getString("audio")),
        rs.getInt("width"),
        rs.getInt("height"),
        rs.getInt("sample_rate"),
        rs.getInt("channels"));
  }

  private static String orNull(String word) {
    return word.isEmpty() ? null : word;
  }
}
