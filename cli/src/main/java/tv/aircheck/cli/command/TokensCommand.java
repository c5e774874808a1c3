package tv.aircheck.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aircheck tokens}. */
@Command(
    name = "tokens",
    description = "Tokens of viewers, owners and operators, for the page, the API and players.",
    mixinStandardHelpOptions = true,
    subcommands = {TokensCreate.class, TokensLs.class, TokensRm.class})
public final class TokensCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which one? 'aircheck tokens ls' lists them");
  }
}
