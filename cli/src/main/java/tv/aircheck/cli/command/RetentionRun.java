package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.CommandFailed;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.recorder.retention.ArchiveFacts;
import tv.aircheck.recorder.retention.Keeper;
import tv.aircheck.recorder.retention.PlanCheck;
import tv.aircheck.recorder.retention.RetentionPlan;
import tv.aircheck.recorder.retention.RunListener;
import tv.aircheck.recorder.retention.RunReport;
import tv.aircheck.recorder.retention.RunReport.Line;
import tv.aircheck.recorder.retention.RunReport.Result;
import tv.aircheck.storage.StorageException;

/** {@code aircheck retention run}. */
@Command(
    name = "run",
    description = "Prints the plan, and does exactly that.",
    mixinStandardHelpOptions = true)
final class RetentionRun implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ListOptions list;
  @Mixin private ChangeOptions change;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "A saved plan instead of one made now; what has changed since is skipped.")
  private Path file;

  @Option(
      names = "--force",
      description = "Although it takes more at once than retention.most-at-once.")
  private boolean force;

  @Override
  public Integer call() throws StorageException {
    Config settings = config.load();
    ArchiveIndex.mustExist(settings);
    try (Archive archive = Archive.open(settings)) {
      Keeper keeper = archive.keeper(settings);
      PlanCheck check = check(keeper);
      RetentionPlan plan = check.plan();
      // With --json the answer alone goes to the output, so that scripts can read it.
      PrintWriter say = list.json ? spec.commandLine().getErr() : spec.commandLine().getOut();
      check.skipped().forEach(line -> say(line, say));
      new PlanView(list.zone(), list::size).print(plan, say);
      if (plan.actions().isEmpty()) {
        return answer(check, new RunReport(List.of()));
      }
      Optional<String> refusal = keeper.refusal(plan, force);
      if (refusal.isPresent()) {
        throw new CommandFailed(refusal.get());
      }
      if (change.dryRun) {
        say.println("\nNothing was changed.");
        return ExitCode.DONE;
      }
      if (!change.isWanted("\nDo that?", say)) {
        say.println("Nothing was changed.");
        return ExitCode.DONE;
      }
      return answer(check, keeper.run(plan, change.deed(), force, following(say)));
    }
  }

  private PlanCheck check(Keeper keeper) throws StorageException {
    RetentionPlan saved = file == null ? null : PlanFile.read(file);
    ArchiveFacts facts = keeper.facts();
    RetentionPlan fresh = keeper.plan(facts);
    return saved == null ? new PlanCheck(fresh, List.of()) : PlanCheck.of(saved, fresh, facts);
  }

  private static RunListener following(PrintWriter say) {
    return new RunListener() {
      @Override
      public void ended(Line line) {
        if (line.result() != Result.DONE) {
          say(line, say);
        }
      }
    };
  }

  private static void say(Line line, PrintWriter say) {
    String id = line.action().id();
    say.println(
        line.result() == Result.FAILED
            ? "Failed: " + id + ": " + line.words()
            : "Skipped: " + id + ": " + line.words());
    say.flush();
  }

  private int answer(PlanCheck check, RunReport report) {
    PrintWriter out = spec.commandLine().getOut();
    if (list.json) {
      List<Line> lines = new ArrayList<>(check.skipped());
      lines.addAll(report.lines());
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("plan", PlanJson.of(check.plan()));
      answer.put("results", lines.stream().map(PlanJson::of).toList());
      Json.print(answer, out);
    } else if (!report.lines().isEmpty()) {
      out.println(report.summary());
    }
    out.flush();
    return report.count(Result.FAILED) > 0 ? ExitCode.FAILED : ExitCode.DONE;
  }
}
