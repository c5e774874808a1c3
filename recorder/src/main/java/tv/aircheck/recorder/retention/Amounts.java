package tv.aircheck.recorder.retention;

import java.time.Duration;

/** Amounts of rules as plans and the audit write them: exact, in the largest units that are. */
public final class Amounts {
  private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private Amounts() {}

  /** Written so that it can be read back. */
  public static String text(Rule.Unit unit, long amount) {
    if (amount < 0) {
      return "off";
    }
    return switch (unit) {
      case TIME -> time(Duration.ofMillis(amount));
      case SHOWS -> Long.toString(amount);
      case BYTES -> bytes(amount);
    };
  }

  static String time(Duration time) {
    if (time.isZero()) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    part(text, time.toDays(), "d");
    part(text, time.toHoursPart(), "h");
    part(text, time.toMinutesPart(), "m");
    part(text, time.toSecondsPart(), "s");
    part(text, time.toMillisPart(), "ms");
    return text.toString();
  }

  private static void part(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(amount).append(unit);
    }
  }

  private static String bytes(long bytes) {
    long amount = bytes;
    int unit = 0;
    while (amount > 0 && amount % 1024 == 0 && unit < BYTE_UNITS.length - 1) {
      amount /= 1024;
      unit++;
    }
    return amount + BYTE_UNITS[unit];
  }
}
