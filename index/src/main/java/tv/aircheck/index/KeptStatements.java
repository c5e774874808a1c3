package tv.aircheck.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps a connection's prepared statements for the next time: to look a segment up takes half as
 * long when its words are not parsed and planned anew. One thread at a time.
 */
final class KeptStatements extends DefaultStatementBuilder {
  /** More than there are questions; the filters of a list can be combined in many ways. */
  private static final int MOST = 64;

  /** Not in use now, the one used longest ago first. */
  private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

  static Jdbi on(DataSource source) {
    Jdbi jdbi = Jdbi.create(source);
    jdbi.setStatementBuilderFactory(connection -> new KeptStatements());
    return jdbi;
  }

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    // What close is given: the words as they were asked, with names for parameters.
    PreparedStatement kept = idle.remove(context.getRawSql());
    return kept == null ? super.create(connection, sql, context) : kept;
  }

  @Override
  public void close(Connection connection, String rawSql, Statement statement) throws SQLException {
    if (!isSound(statement) || idle.containsKey(rawSql)) {
      super.close(connection, rawSql, statement);
      return;
    }
    idle.put(rawSql, (PreparedStatement) statement);
    if (idle.size() > MOST) {
      Iterator<PreparedStatement> oldest = idle.values().iterator();
      PreparedStatement dropped = oldest.next();
      oldest.remove();
      dropped.close();
    }
  }

  /** One that failed badly has been finalised by the driver, which says so when it is used. */
  private static boolean isSound(Statement statement) {
    if (!(statement instanceof PreparedStatement prepared)) {
      return false;
    }
    try {
      prepared.clearParameters();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  // The connection that they belong to is closed next, and closes what is left of them.
  @Override
  public void close(Connection connection) {
    idle.clear();
  }
}
