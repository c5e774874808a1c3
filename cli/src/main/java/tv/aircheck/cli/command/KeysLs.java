package tv.aircheck.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Json;
import tv.aircheck.index.CredentialRow;
import tv.aircheck.index.Index;

/** {@code aircheck keys ls}. */
@Command(
    name = "ls",
    description = "Lists publish keys, but for their secrets.",
    mixinStandardHelpOptions = true)
final class KeysLs implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ListOptions list;

  @Override
  public Integer call() {
    Config settings = config.load();
    try (Index index = ArchiveIndex.open(settings)) {
      List<CredentialRow> rows = index.credentials().list(true);
      if (list.json) {
        Json.print(rows.stream().map(CredentialView::json).toList(), spec.commandLine().getOut());
      } else {
        CredentialView.print(rows, list.zone(), spec.commandLine().getOut());
      }
    }
    if (!settings.publish().keys().isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "The settings have keys beside these (publish.keys), for "
                  + String.join(", ", settings.publish().keys().keySet()));
    }
    return ExitCode.DONE;
  }
}
