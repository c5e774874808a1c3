package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.recorder.retention.Keeper;
import tv.aircheck.recorder.retention.RetentionPlan;
import tv.aircheck.storage.StorageException;

/** {@code aircheck retention plan}. */
@Command(
    name = "plan",
    description = "Shows what a run would do now: what goes, when, and by which rule.",
    mixinStandardHelpOptions = true)
final class RetentionPlanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ListOptions list;

  @Option(
      names = {"-o", "--plan"},
      paramLabel = "FILE",
      description = "Saves the plan, for 'retention run --plan FILE'.")
  private Path file;

  @Override
  public Integer call() throws StorageException {
    PrintWriter out = spec.commandLine().getOut();
    Config settings = config.load();
    ArchiveIndex.mustExist(settings);
    try (Archive archive = Archive.open(settings)) {
      Keeper keeper = archive.keeper(settings);
      RetentionPlan plan = keeper.plan(keeper.facts());
      if (file != null) {
        PlanFile.write(plan, file);
      }
      if (list.json) {
        Json.print(PlanJson.of(plan), out);
      } else {
        new PlanView(list.zone(), list::size).print(plan, out);
        keeper.refusal(plan, false).ifPresent(why -> out.println("\nA run refuses: " + why));
        if (file != null) {
          out.println("\nSaved: aircheck retention run --plan " + file);
        }
      }
      out.flush();
    }
    return ExitCode.DONE;
  }
}
