package tv.aircheck.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aircheck keys}. */
@Command(
    name = "keys",
    description = "Publish keys: who has one for a channel may send a stream to it.",
    mixinStandardHelpOptions = true,
    subcommands = {KeysCreate.class, KeysLs.class, KeysRotate.class, KeysRm.class})
public final class KeysCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which one? 'aircheck keys ls' lists them");
  }
}
