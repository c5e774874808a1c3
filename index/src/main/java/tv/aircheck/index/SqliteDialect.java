package tv.aircheck.index;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import tv.aircheck.index.IndexException.Kind;

/**
 * SQLite with a write-ahead log.
 *
 * <p>synchronous is FULL: a commit is on disk when its future completes. With NORMAL a power cut
 * may take back the last commits, and while sealed segments would be found again in the spool,
 * three things could not: why a take ended (the origin has forgotten it once it is acknowledged),
 * why a gap is there, and that a spool file was evicted because the store has it. Group commit
 * makes the price one fsync per group.
 */
final class SqliteDialect implements Dialect {
  /** So that a burst of writes does not leave a large log file behind for ever. */
  private static final int WAL_LIMIT_BYTES = 64 << 20;

  /** Of pages, for a connection that needs so many: holds the inner nodes of all trees. */
  private static final int CACHE_KIB = 16 << 10;

  private final Path file;
  private final Duration busyTimeout;

  SqliteDialect(Path file, Duration busyTimeout) {
    this.file = file;
    this.busyTimeout = busyTimeout;
  }

  @Override
  public DataSource writer() {
    SQLiteConfig config = config();
    // A deferred transaction that turns to writing late fails at once when another process wrote
    // meanwhile.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    return source(config);
  }

  @Override
  public DataSource reader() {
    return source(config());
  }

  @Override
  public String readerInit() {
    return "PRAGMA query_only = 1";
  }

  private SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout((int) busyTimeout.toMillis());
    config.setJournalSizeLimit(WAL_LIMIT_BYTES);
    config.enforceForeignKeys(true);
    config.setCacheSize(-CACHE_KIB);
    // Nobody asks for them; the driver would after each insert.
    config.setGetGeneratedKeys(false);
    return config;
  }

  private SQLiteDataSource source(SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  @Override
  public Map<String, String> placeholders() {
    return Map.of(
        "id", "INTEGER PRIMARY KEY AUTOINCREMENT", "bytes", "BLOB", "clustered", "WITHOUT ROWID");
  }

  @Override
  public IndexException translate(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        Kind kind = kind(sql.getErrorCode() & 0xFF);
        return new IndexException(kind, words(kind) + ": " + sql.getMessage(), e);
      }
    }
    return new IndexException(Kind.FAILED, words(Kind.FAILED) + ": " + e.getMessage(), e);
  }

  private static Kind kind(int code) {
    if (is(code, SQLiteErrorCode.SQLITE_BUSY) || is(code, SQLiteErrorCode.SQLITE_LOCKED)) {
      return Kind.UNAVAILABLE;
    }
    if (is(code, SQLiteErrorCode.SQLITE_FULL)) {
      return Kind.FULL;
    }
    if (is(code, SQLiteErrorCode.SQLITE_CORRUPT) || is(code, SQLiteErrorCode.SQLITE_NOTADB)) {
      return Kind.CORRUPT;
    }
    if (is(code, SQLiteErrorCode.SQLITE_CONSTRAINT) || is(code, SQLiteErrorCode.SQLITE_MISMATCH)) {
      return Kind.INVALID;
    }
    if (is(code, SQLiteErrorCode.SQLITE_READONLY) || is(code, SQLiteErrorCode.SQLITE_PERM)) {
      return Kind.DENIED;
    }
    return is(code, SQLiteErrorCode.SQLITE_CANTOPEN) ? Kind.UNAVAILABLE : Kind.FAILED;
  }

  private static boolean is(int code, SQLiteErrorCode known) {
    return code == known.code;
  }

  private String words(Kind kind) {
    return switch (kind) {
      case UNAVAILABLE ->
          "the index "
              + file
              + " is locked by another program or cannot be opened: try again, or see what has it open";
      case FULL -> "no space left for the index " + file + ": make room on its disk";
      case CORRUPT ->
          file + " is damaged or not an index: 'aircheck index rebuild --from-store' makes it anew";
      case INVALID -> "the index " + file + " refused a contradiction";
      case DENIED ->
          "the index "
              + file
              + " may not be written by this user: run this as the user that the server runs as";
      default -> "the index " + file + " failed";
    };
  }

  @Override
  public String where() {
    return file.toString();
  }
}
