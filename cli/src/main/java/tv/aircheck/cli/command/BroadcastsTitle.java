package tv.aircheck.cli.command;

import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.index.Index;
import tv.aircheck.recorder.retention.Curator;

/** {@code aircheck broadcasts title ID TITLE}. */
@Command(name = "title", description = "Gives a show a title.", mixinStandardHelpOptions = true)
final class BroadcastsTitle implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ChangeOptions change;

  @Parameters(index = "0", paramLabel = "ID", description = "The broadcast.")
  private String id;

  @Parameters(
      index = "1",
      paramLabel = "TITLE",
      description = "Its title; an empty one takes the title away.")
  private String title;

  @Override
  public Integer call() {
    try (Index index = ArchiveIndex.open(config.load())) {
      String said = change.titled(id, title, BroadcastsShow.find(index, id).title());
      if (!change.dryRun) {
        new Curator(index, InstantSource.system())
            .title(id, title.isEmpty() ? null : title, change.deed("'" + title + "'"));
      }
      spec.commandLine().getOut().println(said);
    }
    return ExitCode.DONE;
  }
}
