package tv.aircheck.storage;

/**
 * What a check of a store or of the machine found, and what to do about it where it is not fine.
 */
public record Finding(Level level, String about, String words) {
  /** How bad it is. */
  public enum Level {
    FINE,
    /** Works, in another way or not as well as it could. */
    WARNING,
    /** The archive cannot work with it: a server would not start, or would lose something. */
    WRONG
  }

  public static Finding fine(String about, String words) {
    return new Finding(Level.FINE, about, words);
  }

  public static Finding warning(String about, String words) {
    return new Finding(Level.WARNING, about, words);
  }

  public static Finding wrong(String about, String words) {
    return new Finding(Level.WRONG, about, words);
  }
}
