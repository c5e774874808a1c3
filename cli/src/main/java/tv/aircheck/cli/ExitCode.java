package tv.aircheck.cli;

/** What a command says to the shell; the numbers are a contract. */
public final class ExitCode {
  public static final int DONE = 0;
  public static final int FAILED = 1;
  public static final int BAD_USAGE = 2;

  /** A check or a verification ran to its end and found something wrong. */
  public static final int FOUND_WRONG = 3;

  private ExitCode() {}
}
