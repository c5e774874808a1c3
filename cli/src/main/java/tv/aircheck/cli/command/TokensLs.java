package tv.aircheck.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.output.Json;
import tv.aircheck.index.CredentialRow;
import tv.aircheck.index.Index;

/** {@code aircheck tokens ls}. */
@Command(
    name = "ls",
    description = "Lists tokens, but for their secrets.",
    mixinStandardHelpOptions = true)
final class TokensLs implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ListOptions list;

  @Override
  public Integer call() {
    try (Index index = ArchiveIndex.open(config.load())) {
      List<CredentialRow> rows = index.credentials().list(false);
      if (list.json) {
        Json.print(rows.stream().map(CredentialView::json).toList(), spec.commandLine().getOut());
      } else {
        CredentialView.print(rows, list.zone(), spec.commandLine().getOut());
      }
    }
    return ExitCode.DONE;
  }
}
