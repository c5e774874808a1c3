package tv.aircheck.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;

/** Storage could not do what was asked. The kind says what the caller may do about it. */
public class StorageException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Few, and the same for every implementation: whoever answers a client maps these alone. */
  public enum Kind {
    /** No room; something has to be deleted first. */
    FULL,
    /** It may work later: worth a retry. */
    UNAVAILABLE,
    /** What is stored is not what it should be. */
    CORRUPT,
    NOT_FOUND,
    /** It is there, and has to be brought back before it can be read. */
    ARCHIVED,
    /** Permissions, or a folder that belongs to another process. */
    DENIED,
    /** The request itself makes no sense: a bad key, a bad range. */
    INVALID
  }

  private final Kind kind;

  public StorageException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public StorageException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /**
   * Tells the kind of a failure of the operating system. What already is a StorageException stays
   * as it is.
   */
  public static StorageException of(String action, Object subject, IOException cause) {
    if (cause instanceof StorageException known) {
      return known;
    }
    String words = String.valueOf(cause.getMessage());
    if (cause instanceof FileSystemException fileSystem && fileSystem.getReason() != null) {
      words = fileSystem.getReason();
    } else if (cause instanceof NoSuchFileException) {
      words = "no such file";
    } else if (cause instanceof AccessDeniedException) {
      words = "access denied";
    }
    return new StorageException(
        kindOf(cause, words), "cannot " + action + " " + subject + ": " + words, cause);
  }

  /** The JDK has no type for a full disk or a quota: only the words of the operating system. */
  private static Kind kindOf(IOException cause, String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("quota exceeded")) {
      return Kind.FULL;
    }
    if (cause instanceof NoSuchFileException) {
      return Kind.NOT_FOUND;
    }
    boolean denied =
        cause instanceof AccessDeniedException
            || cause.getCause() instanceof ReadOnlyFileSystemException
            || lower.contains("read-only file system")
            || lower.contains("operation not permitted")
            || lower.contains("permission denied");
    return denied ? Kind.DENIED : Kind.UNAVAILABLE;
  }

  public final Kind kind() {
    return kind;
  }
}
