package tv.aircheck.cli.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them: {@code 10s}, {@code 1h30m}, {@code 64MiB}. */
public final class UnitText {
  private static final Pattern DURATION_PART = Pattern.compile("(\\d+)(ms|s|m|h|d)");
  private static final Pattern DURATION = Pattern.compile("(?:\\d+(?:ms|s|m|h|d))+");
  private static final Pattern SIZE =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kmgt]?)(i?)b?", Pattern.CASE_INSENSITIVE);

  private UnitText() {}

  /** Reads a duration such as {@code 500ms}, {@code 10s} or {@code 1h30m}. */
  public static Duration duration(String text) {
    String trimmed = text.trim();
    if (trimmed.equals("0")) {
      return Duration.ZERO;
    }
    if (!DURATION.matcher(trimmed).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration; write for example 500ms, 10s, 5m, 12h or 1h30m");
    }
    Duration total = Duration.ZERO;
    Matcher part = DURATION_PART.matcher(trimmed);
    while (part.find()) {
      long amount = Long.parseLong(part.group(1));
      total =
          total.plus(
              switch (part.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
              });
    }
    return total;
  }

  /** Writes a duration so that {@link #duration} reads it back. */
  public static String text(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    part(text, duration.toDays(), "d");
    part(text, duration.toHoursPart(), "h");
    part(text, duration.toMinutesPart(), "m");
    part(text, duration.toSecondsPart(), "s");
    part(text, duration.toMillisPart(), "ms");
    return text.toString();
  }

  private static void part(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(amount).append(unit);
    }
  }

  /**
   * Reads a number of bytes such as {@code 65536}, {@code 64KiB}, {@code 1.5GiB} or {@code 2MB}.
   */
  public static long bytes(String text) {
    Matcher size = SIZE.matcher(text.trim());
    if (!size.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a size; write for example 65536, 64KiB, 512MiB or 2GB");
    }
    long base = size.group(3).isEmpty() ? 1000 : 1024;
    int power = "kmgt".indexOf(size.group(2).toLowerCase(Locale.ROOT)) + 1;
    long unit = size.group(2).isEmpty() ? 1 : pow(base, power);
    return Math.round(Double.parseDouble(size.group(1)) * unit);
  }

  private static long pow(long base, int power) {
    long result = 1;
    for (int i = 0; i < power; i++) {
      result *= base;
    }
    return result;
  }
}
