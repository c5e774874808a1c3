package tv.aircheck.storage;

/** What a check of a store found, and what to do about it where it is not fine. */
public record StoreFinding(Level level, String about, String words) {
  /** How bad it is. */
  public enum Level {
    FINE,
    /** Works, in another way or not as well as it could. */
    WARNING,
    /** The archive cannot work with it. */
    WRONG
  }

  public static StoreFinding fine(String about, String words) {
    return new StoreFinding(Level.FINE, about, words);
  }

  public static StoreFinding warning(String about, String words) {
    return new StoreFinding(Level.WARNING, about, words);
  }

  public static StoreFinding wrong(String about, String words) {
    return new StoreFinding(Level.WRONG, about, words);
  }
}
