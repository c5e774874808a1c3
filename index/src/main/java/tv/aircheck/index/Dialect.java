package tv.aircheck.index;

import java.util.Map;
import javax.sql.DataSource;

/**
 * What differs between databases: how to connect, a few words of DDL, and what their errors mean.
 */
interface Dialect {
  /** Connections for the one writer: its transactions take the write lock when they begin. */
  DataSource writer();

  /** Connections for queries. */
  DataSource reader();

  /** The statement after which such a connection can no longer write. */
  String readerInit();

  /** Words that the migrations leave open: id, bytes, clustered. */
  Map<String, String> placeholders();

  /** What a failure, wrapped as it may be, means for the caller. */
  IndexException translate(Throwable e);

  /** For messages: which database it is. */
  String where();
}
