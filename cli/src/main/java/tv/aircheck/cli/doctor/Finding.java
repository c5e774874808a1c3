package tv.aircheck.cli.doctor;

/** What a check found, and what to do about it where it is not fine. */
public record Finding(Level level, String about, String words) {
  /** How bad it is. */
  public enum Level {
    FINE,
    /** Works, but not as well as it could. */
    WARNING,
    /** A server would not start, or would lose something. */
    WRONG
  }

  static Finding fine(String about, String words) {
    return new Finding(Level.FINE, about, words);
  }

  static Finding warning(String about, String words) {
    return new Finding(Level.WARNING, about, words);
  }

  static Finding wrong(String about, String words) {
    return new Finding(Level.WRONG, about, words);
  }
}
