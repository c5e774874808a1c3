package tv.aircheck.index;

/**
 * A rule of retention for the channels that a pattern matches.
 *
 * @param amount milliseconds, shows or bytes, as the rule has it; {@link #OFF} switches it off
 */
public record RuleRow(String pattern, String rule, long amount) {
  /** The rule does not hold here, whatever less specific patterns say. */
  public static final long OFF = -1;
}
