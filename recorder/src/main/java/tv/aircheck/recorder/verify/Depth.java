package tv.aircheck.recorder.verify;

import java.util.Locale;

/** How closely each object is looked at; each depth does what the ones before it do. */
public enum Depth {
  /** It is listed. */
  PRESENCE,
  /** It is as long as it was. */
  SIZE,
  /** It has the bytes that were recorded: it is read in whole. */
  CONTENT;

  /** As it is written and kept. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Depth of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
