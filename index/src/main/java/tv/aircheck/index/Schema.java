package tv.aircheck.index;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema up to what this program knows, and refuses one that is newer. */
final class Schema {
  /** The number of the newest migration. */
  static final int VERSION = 12;

  private static final String HISTORY = "schema_history";

  private final Dialect dialect;

  Schema(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Two programs may not migrate one database at once: the caller sees to that. */
  void migrate() {
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(dialect.writer())
          .table(HISTORY)
          .locations("classpath:tv/aircheck/index/migrations")
          .placeholders(dialect.placeholders())
          .group(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw dialect.translate(e);
    }
  }

  /**
   * Whether {@link #migrate} has something to do. Asked first, since Flyway takes its time to find
   * out.
   */
  boolean isOld() {
    int version = version();
    if (version > VERSION) {
      throw new IndexException(
          IndexException.Kind.TOO_NEW,
          ("the index %s has schema %d, this program knows %d:"
                  + " use the newer program that wrote it, or restore a backup")
              .formatted(dialect.where(), version, VERSION),
          null);
    }
    return version < VERSION;
  }

  private int version() {
    try (Connection connection = dialect.writer().getConnection();
        Statement statement = connection.createStatement()) {
      if (!exists(connection)) {
        return 0;
      }
      try (ResultSet rs =
          statement.executeQuery(
              "SELECT COALESCE(MAX(CAST(\"version\" AS INTEGER)), 0) FROM "
                  + HISTORY
                  + " WHERE \"success\"")) {
        rs.next();
        return rs.getInt(1);
      }
    } catch (SQLException e) {
      throw dialect.translate(e);
    }
  }

  private static boolean exists(Connection connection) throws SQLException {
    try (ResultSet tables = connection.getMetaData().getTables(null, null, HISTORY, null)) {
      return tables.next();
    }
  }
}
