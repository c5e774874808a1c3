package tv.aircheck.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which part of a long list is shown. */
final class PageOptions {
  private static final int MOST = 10_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many at most (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "Goes on where a list before this one ended.")
  private String cursor;

  /**
   * @throws ParameterException if it is none
   */
  int limit() {
    if (limit < 1 || limit > MOST) {
      throw new ParameterException(command.commandLine(), "--limit is between 1 and " + MOST);
    }
    return limit;
  }

  /** Null for the first page. */
  String cursor() {
    return cursor;
  }

  /**
   * Says to people how the list goes on.
   *
   * @param next the cursor of the next page; null where there is none
   */
  void tellMore(String next) {
    if (next != null) {
      command.commandLine().getErr().println("There are more: add --cursor " + next);
    }
  }
}
