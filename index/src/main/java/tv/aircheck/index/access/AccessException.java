package tv.aircheck.index.access;

import java.util.concurrent.CompletionException;

/** Why somebody is not let in; the words are for them, and hold no secret. */
public final class AccessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What it means for who asked. */
  public enum Kind {
    /** They brought nothing that says who they are. */
    NOT_SIGNED_IN,
    /** What they brought is not good, or not any more. */
    WRONG,
    /** For all they may know, it does not exist. */
    NOT_THERE,
    /** They are known, and may not. */
    FORBIDDEN,
    /** There were too many wrong ones from their address. */
    TOO_MANY,
    /** The server cannot tell now. */
    BUSY
  }

  private final Kind kind;

  public AccessException(Kind kind, String words) {
    super(words, null, false, false);
    this.kind = kind;
  }

  /** What a future failed with; null when it was something else, which is an error of ours. */
  public static AccessException in(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof AccessException access ? access : null;
  }

  public Kind kind() {
    return kind;
  }
}
