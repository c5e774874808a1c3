package tv.aircheck.bench.archive;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Copies the rows of the first season, inside the database: a copy is what the same cameras would
 * have left some hours later. Ten million rows take minutes this way, not an hour.
 */
final class SeasonCopies {
  private static final int CHANNELS = Season.CHANNELS;

  /** The id of a take or broadcast so many milliseconds later; see {@link Names#take}. */
  private static final String LATER_ID =
      "printf('01BENCH%%013d%%s', started_at_ms + %1$d, substr(id, 21))";

  private static final String BROADCASTS =
      "INSERT INTO broadcasts (id, channel_id, started_at_ms, ended_at_ms, state) SELECT "
          + LATER_ID
          + ", channel_id, started_at_ms + %1$d, ended_at_ms + %1$d, state"
          + " FROM broadcasts WHERE started_at_ms = %2$d ORDER BY id";

  private static final String TAKES =
      "INSERT INTO takes (id, broadcast_id, ordinal, origin_node, opened_by, started_at_ms,"
          + " ended_at_ms, end_reason, end_position, end_ms, gap_ms, bytes) SELECT "
          + LATER_ID
          + ", "
          + LATER_ID
          + ", ordinal, origin_node, opened_by, started_at_ms + %1$d, ended_at_ms + %1$d,"
          + " end_reason, end_position, end_ms, gap_ms, bytes"
          + " FROM takes WHERE seq <= %3$d ORDER BY seq";

  private static final String SEGMENTS =
      "INSERT INTO segments (take_seq, start_position, end_position, start_ms, end_ms,"
          + " wall_clock_ms, head_bytes, file_bytes, crc32c, forced, codecs_id, keyframes)"
          + " SELECT take_seq + %4$d, start_position, end_position, start_ms, end_ms,"
          + " wall_clock_ms + %1$d, head_bytes, file_bytes, crc32c, forced, codecs_id, keyframes"
          + " FROM segments WHERE take_seq <= %3$d ORDER BY take_seq, start_position";

  private static final String UPLOADS =
      "INSERT INTO uploads (take_seq, start_position, channel_id, file_bytes, state, attempts,"
          + " next_attempt_at_ms)"
          + " SELECT take_seq + %4$d, start_position, channel_id, file_bytes, 'VERIFIED',"
          + " attempts, next_attempt_at_ms + %1$d"
          + " FROM uploads WHERE take_seq <= %3$d ORDER BY take_seq, start_position";

  private final Path file;

  /**
   * @param file an index that holds one season and nothing else, not open anywhere
   */
  SeasonCopies(Path file) {
    this.file = file;
  }

  /** Makes the seasons from the second on. */
  void make(int seasons) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      // A power cut costs the copy, which is then made again.
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute("PRAGMA cache_size = -262144");
      for (int season = 1; season < seasons; season++) {
        connection.setAutoCommit(false);
        for (String sql : new String[] {BROADCASTS, TAKES, SEGMENTS, UPLOADS}) {
          long laterMs = season * Season.APART_MS;
          int takesBefore = season * CHANNELS;
          statement.executeUpdate(sql.formatted(laterMs, Names.EPOCH_MS, CHANNELS, takesBefore));
        }
        connection.commit();
      }
      connection.setAutoCommit(true);
      statement.executeUpdate("UPDATE uploads SET state = 'VERIFIED' WHERE state <> 'VERIFIED'");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }
}
