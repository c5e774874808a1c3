package tv.aircheck.recorder.retention;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a whole, in percent. */
public record Share(double percent) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?)\\s*%");

  public Share {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException("a share is between 0% and 100%, not " + percent + "%");
    }
  }

  /** Reads {@code 20%}. */
  public static Share parse(String text) {
    Matcher share = TEXT.matcher(text.trim());
    if (!share.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a share; write for example 20%");
    }
    return new Share(Double.parseDouble(share.group(1)));
  }

  /** Of nothing, nothing. */
  static Share of(long part, long whole) {
    return new Share(whole <= 0 ? 0 : Math.min(100, 100.0 * part / whole));
  }

  boolean isMoreThan(Share other) {
    return percent > other.percent;
  }

  @Override
  public String toString() {
    return percent == Math.rint(percent)
        ? (long) percent + "%"
        : String.format(Locale.ROOT, "%.1f%%", percent);
  }
}
