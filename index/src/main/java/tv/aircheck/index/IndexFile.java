package tv.aircheck.index;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What can be done with the file of an index as a whole, beside those that use it. */
public final class IndexFile {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private IndexFile() {}

  /**
   * Writes a copy as of one moment, while others read and write. The copy is not adopted: whoever
   * goes back to it has to look first at what happened since.
   *
   * @param copy must not be there yet
   */
  public static void copy(Path file, Path copy) {
    SqliteDialect dialect = new SqliteDialect(file, PATIENCE);
    try (Connection connection = dialect.reader().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("VACUUM INTO '" + copy.toString().replace("'", "''") + "'");
    } catch (SQLException e) {
      throw dialect.translate(e);
    }
    SqliteDialect copied = new SqliteDialect(copy, PATIENCE);
    try (Connection connection = copied.reader().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM markers WHERE name = '" + Adoption.MARKER + "'");
    } catch (SQLException e) {
      throw copied.translate(e);
    }
  }

  /** What the database finds wrong with itself, in its words; empty when it is sound. */
  public static List<String> faults(Path file) {
    SqliteDialect dialect = new SqliteDialect(file, PATIENCE);
    List<String> faults = new ArrayList<>();
    try (Connection connection = dialect.reader().getConnection();
        Statement statement = connection.createStatement()) {
      try (ResultSet rs = statement.executeQuery("PRAGMA integrity_check(20)")) {
        while (rs.next()) {
          if (!rs.getString(1).equals("ok")) {
            faults.add(rs.getString(1));
          }
        }
      }
      try (ResultSet rs = statement.executeQuery("PRAGMA foreign_key_check")) {
        while (rs.next() && faults.size() < 40) {
          faults.add("a row of " + rs.getString(1) + " refers to no row of " + rs.getString(3));
        }
      }
      return faults;
    } catch (SQLException e) {
      throw dialect.translate(e);
    }
  }

  /**
   * Brings everything into the one file, so that it can be moved. Nobody may use it.
   *
   * @return false when others have it open
   */
  public static boolean settle(Path file) {
    SqliteDialect dialect = new SqliteDialect(file, PATIENCE);
    try (Connection connection = dialect.reader().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rs = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
      return rs.next() && rs.getInt(1) == 0;
    } catch (SQLException e) {
      throw dialect.translate(e);
    }
  }
}
