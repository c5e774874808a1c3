package tv.aircheck.playback.pictures;

/** There is no picture of a moment, for now or at all. */
public sealed class NoPicture extends Exception permits SheetWithHoles {
  private static final long serialVersionUID = 1L;

  /** Why; the words are a contract with scripts. */
  public enum Reason {
    /**
     * Nothing decodes here: switched off, another platform, or its libraries are not installed; or
     * for now, since the process that decodes has ended too often.
     */
    UNAVAILABLE,
    /** Too many wait already. */
    BUSY,
    /** The show lies in an archive, and is not brought back for a picture. */
    ARCHIVED,
    /** Nothing is to be seen at that moment. */
    NO_VIDEO,
    /** What was recorded does not decode, or cannot be read. */
    UNREADABLE,
    /** The process that decodes has ended over it. */
    FAILED
  }

  private final Reason reason;

  NoPicture(Reason reason, String words) {
    this(reason, words, null);
  }

  NoPicture(Reason reason, String words, Exception cause) {
    super(words, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
