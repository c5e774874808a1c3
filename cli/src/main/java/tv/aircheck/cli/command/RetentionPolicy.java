package tv.aircheck.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aircheck retention policy}. */
@Command(
    name = "policy",
    description = {
      "The rules, by patterns of channels. Of each kind of rule the one of the most specific pattern"
          + " holds."
    },
    mixinStandardHelpOptions = true,
    subcommands = {RetentionPolicyLs.class, RetentionPolicySet.class, RetentionPolicyRm.class})
final class RetentionPolicy implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Which one? 'aircheck retention policy ls' lists the rules");
  }
}
