package tv.aircheck.recorder;

/**
 * For the audit: who does something, and why.
 *
 * @param who {@code user@host}, or a part of the program
 * @param why in words: a rule, or what somebody said
 */
public record Deed(String who, String why) {
  /** By the program itself, to go on with what a crash left. */
  static final Deed RECOVERY = new Deed("recorder", "its deletion was interrupted");
}
