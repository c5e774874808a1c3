package tv.aircheck.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

  /**
   * Puts a new index in the place of another, which stays beside it as {@code .before-rebuild}.
   * Nobody may use either. A crash leaves the old one or the new one, in whole:
   *
   * <ol>
   *   <li>bring all of the old one into its one file: nothing; one that is damaged loses what is
   *       not in it yet
   *   <li>a second name for it: nothing
   *   <li>the new one takes its name, atomically: done
   * </ol>
   */
  public static void replace(Path fresh, Path file) throws IOException {
    if (!settle(fresh)) {
      throw new IOException(fresh + " is in use by another program");
    }
    if (Files.exists(file)) {
      Path before = file.resolveSibling(file.getFileName() + ".before-rebuild");
      try {
        if (!settle(file)) {
          throw new IOException(file + " is in use by another program: stop it first");
        }
      } catch (IndexException e) {
        // Too damaged to be opened: that is why it is replaced.
        if (e.kind() == IndexException.Kind.UNAVAILABLE) {
          throw new IOException(e.getMessage(), e);
        }
      }
      Files.deleteIfExists(before);
      Files.createLink(before, file);
    }
    // Its log and its shared memory must not meet the new file.
    Files.deleteIfExists(beside(file, "-wal"));
    Files.deleteIfExists(beside(file, "-shm"));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
      folder.force(true);
    }
    delete(fresh);
  }

  /** With what SQLite keeps beside it. */
  public static void delete(Path file) throws IOException {
    for (String ending : List.of("", "-wal", "-shm", ".migrate")) {
      Files.deleteIfExists(beside(file, ending));
    }
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }
}
