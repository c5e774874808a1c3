package tv.aircheck.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aircheck clip}. */
@Command(
    name = "clip",
    description = {
      "Clips: named parts of shows, played and exported by their own id like a show.",
      "A clip keeps what it covers, also when its show is deleted."
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      ClipCreate.class,
      ClipLs.class,
      ClipTitle.class,
      ClipRm.class,
      ClipRestore.class
    })
public final class ClipCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which one? 'aircheck clip ls' lists them");
  }
}
