package tv.aircheck.cli;

/** A command cannot go on; the message is what the person at the terminal reads, and all of it. */
public final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  public CommandFailed(String message) {
    this(message, null);
  }

  public CommandFailed(String message, Throwable cause) {
    this(message, cause, ExitCode.FAILED);
  }

  private CommandFailed(String message, Throwable cause, int exitCode) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The words on the command line do not fit together. */
  public static CommandFailed badUsage(String message) {
    return new CommandFailed(message, null, ExitCode.BAD_USAGE);
  }

  public int exitCode() {
    return exitCode;
  }
}
