package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.completion.Shell;

/** {@code aircheck completion SHELL}. */
@Command(
    name = "completion",
    description = "Prints a script by which a shell completes commands and options.",
    footer = {
      "",
      "bash: source <(aircheck completion bash)       in ~/.bashrc",
      "zsh:  source <(aircheck completion zsh)        in ~/.zshrc, after compinit",
      "fish: aircheck completion fish | source        in ~/.config/fish/config.fish",
      "The distribution has the same under share/."
    },
    mixinStandardHelpOptions = true)
public final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  private Shell shell;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(shell.script(spec.parent().commandLine()));
    out.flush();
    return ExitCode.DONE;
  }
}
