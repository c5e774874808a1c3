package tv.aircheck.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.index.Index;

/** {@code aircheck tokens rm ID…}. */
@Command(
    name = "rm",
    description = "Takes tokens back; who signed in with one is signed out.",
    mixinStandardHelpOptions = true)
final class TokensRm implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ChangeOptions change;

  @Parameters(arity = "1..*", paramLabel = "ID", description = "Which, as 'tokens ls' shows them.")
  private List<String> ids;

  @Override
  public Integer call() {
    try (Index index = ArchiveIndex.open(config.load())) {
      new CredentialRemoval(false, change, spec.commandLine().getOut()).remove(index, ids);
    }
    return ExitCode.DONE;
  }
}
