package tv.aircheck.index;

/** The index could not do what was asked; the kind says what that means for the caller. */
public final class IndexException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, in few words. */
  public enum Kind {
    /** Locked by another process, closed, or not to be opened: later may be better. */
    UNAVAILABLE,
    /** The disk is full. */
    FULL,
    /** Not readable as an index. */
    CORRUPT,
    /** The request contradicts what is there. */
    INVALID,
    /** The file or its folder may not be written. */
    DENIED,
    /** The file was written by a newer version of the program. */
    TOO_NEW,
    /** The disk failed, or something nobody foresaw. */
    FAILED
  }

  private final Kind kind;

  public IndexException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
