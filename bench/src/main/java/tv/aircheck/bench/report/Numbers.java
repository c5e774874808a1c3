package tv.aircheck.bench.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers for people: three digits that count. */
final class Numbers {
  private static final int DIGITS = 3;
  private static final double ALL_DIGITS_FROM = 100;

  private Numbers() {}

  static String text(double value) {
    if (value == 0) {
      return "0";
    }
    if (Math.abs(value) >= ALL_DIGITS_FROM) {
      return "%,d".formatted(Math.round(value)).replace(',', '\u202f');
    }
    return new BigDecimal(value)
        .round(new MathContext(DIGITS, RoundingMode.HALF_UP))
        .stripTrailingZeros()
        .toPlainString();
  }
}
