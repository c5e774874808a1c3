package tv.aircheck.cli.command;

import java.io.PrintWriter;
import picocli.CommandLine.Option;
import tv.aircheck.cli.output.Question;
import tv.aircheck.recorder.Deed;

/** How something is changed; in every command that does. */
final class ChangeOptions {
  @Option(names = "--dry-run", description = "Only says what would be done.")
  boolean dryRun;

  @Option(names = "--yes", description = "Does not ask.")
  private boolean yes;

  @Option(names = "--why", paramLabel = "TEXT", description = "A reason, for the audit.")
  private String why;

  /** What the audit is told. */
  Deed deed() {
    return deed("");
  }

  /** The same, with a reason for those who give none. */
  Deed deed(String otherwise) {
    return new Deed(Operator.name(), why == null ? otherwise : why);
  }

  /**
   * What is said of a title that is given, or would be.
   *
   * @param before the one that was there; null for none
   */
  String titled(String id, String title, String before) {
    return "%s %s '%s' (before: '%s')."
        .formatted(dryRun ? "Would title" : "Titled", id, title, before == null ? "" : before);
  }

  /** Whether to go on: told to by a flag, or by whoever is asked. */
  boolean isWanted(String question, PrintWriter out) {
    return yes || Question.isYes(question, System.in, out);
  }
}
