package tv.aircheck.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.CommandFailed;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.output.Progress;
import tv.aircheck.cli.output.Question;
import tv.aircheck.cli.output.Table;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.index.DamageRow;
import tv.aircheck.index.Index;
import tv.aircheck.recorder.bundle.BundledStore;
import tv.aircheck.recorder.bundle.Places;
import tv.aircheck.recorder.manifest.ManifestKeeper;
import tv.aircheck.recorder.verify.GoodCopies;
import tv.aircheck.recorder.verify.RepairStep;
import tv.aircheck.recorder.verify.RepairStep.Action;
import tv.aircheck.recorder.verify.Repairer;
import tv.aircheck.recorder.verify.SpoolCopies;
import tv.aircheck.recorder.verify.StoreCopies;
import tv.aircheck.storage.DirectoryStore;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;

/** {@code aircheck store repair}. */
@Command(
    name = "repair",
    description = {
      "Puts right what 'aircheck store verify' found.",
      "Good bytes come from the spool, or from a second copy of the store. What is damaged is moved"
          + " to quarantine/ first. What no whole copy is left of becomes a gap of its show."
    },
    mixinStandardHelpOptions = true)
final class StoreRepair implements Callable<Integer> {
  private static final int PAGE = 500;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;

  @Parameters(paramLabel = "ID", arity = "0..*", description = "Only these broadcasts.")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "A second copy of the store: a folder with the same keys. May be repeated.")
  private List<Path> copies = new ArrayList<>();

  @Option(
      names = "--no-gaps",
      description = "Leaves alone what no whole copy is left of: one may still turn up.")
  private boolean noGaps;

  @Option(names = "--dry-run", description = "Only says what would be done.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Does not ask.")
  private boolean yes;

  @Option(names = "--json", description = "JSON instead of a table, for scripts.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Config settings = config.load();
    ArchiveIndex.mustExist(settings);
    try (Archive archive = Archive.open(settings)) {
      InstantSource clock = InstantSource.system();
      ManifestKeeper keeper =
          new ManifestKeeper(archive.index(), archive.spool(), archive.store(), clock);
      Repairer repairer =
          new Repairer(archive.index(), archive.store(), sources(archive), keeper, clock);
      List<RepairStep> steps = plan(repairer, damages(archive.index()));
      say(steps);
      boolean left = steps.stream().anyMatch(step -> isLeft(step));
      if (!dryRun && isWanted(steps)) {
        run(repairer, steps);
        keeper.writeDue();
      }
      return left ? ExitCode.FOUND_WRONG : ExitCode.DONE;
    }
  }

  private List<GoodCopies> sources(Archive archive) throws StorageException {
    List<GoodCopies> sources = new ArrayList<>();
    sources.add(new SpoolCopies(archive.spool()));
    for (Path copy : copies) {
      if (!Files.isDirectory(copy.resolve("segments"))
          && !Files.isDirectory(copy.resolve("broadcasts"))) {
        throw new CommandFailed(
            copy + " is no copy of a store: it has no folder 'segments' and none 'broadcasts'");
      }
      // It may have been copied before a bundle was made, or after.
      ObjectStore objects = DirectoryStore.open(copy, new LocalDisk());
      sources.add(
          new StoreCopies(copy.toString(), new BundledStore(objects, Places.in(archive.index()))));
      sources.add(new StoreCopies(copy.toString(), objects));
    }
    return sources;
  }

  private List<DamageRow> damages(Index index) {
    List<DamageRow> all = new ArrayList<>();
    if (!ids.isEmpty()) {
      ids.forEach(id -> BroadcastsShow.find(index, id));
      ids.forEach(id -> all.addAll(index.verifications().damages(id)));
      return all;
    }
    List<DamageRow> page = index.verifications().damages("", "", PAGE);
    while (!page.isEmpty()) {
      all.addAll(page);
      DamageRow last = page.get(page.size() - 1);
      page = index.verifications().damages(last.broadcastId(), last.key(), PAGE);
    }
    return all;
  }

  private List<RepairStep> plan(Repairer repairer, List<DamageRow> damages) throws IOException {
    List<RepairStep> steps = new ArrayList<>();
    try (Progress progress = Progress.of("Looking", damages.size(), "", spec.commandLine())) {
      for (DamageRow damage : damages) {
        steps.add(repairer.plan(damage));
        progress.at(steps.size());
      }
    }
    return steps;
  }

  private void say(List<RepairStep> steps) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Json.print(Map.of("steps", steps.stream().map(this::fields).toList()), out);
    } else if (steps.isEmpty()) {
      out.println("Nothing is noted as damaged: 'aircheck store verify' looks again");
    } else {
      Table table = new Table("DAMAGE", "OBJECT", dryRun ? "WOULD BE REPAIRED" : "REPAIR");
      steps.forEach(
          step -> table.row(DamageJson.word(step.damage()), step.damage().key(), words(step)));
      table.printWhole(out);
    }
  }

  private String words(RepairStep step) {
    return isLeft(step) && step.action() == Action.WRITE_OFF
        ? "left: no whole copy of it was found"
        : step.words();
  }

  private Map<String, Object> fields(RepairStep step) {
    Map<String, Object> fields = new LinkedHashMap<>(DamageJson.of(step.damage()));
    Action action = isLeft(step) ? Action.LEAVE : step.action();
    fields.put("action", action.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    fields.put("from", step.from() == null ? null : step.from().name());
    fields.put("dryRun", dryRun);
    return fields;
  }

  private boolean isLeft(RepairStep step) {
    return step.action() == Action.LEAVE || (noGaps && step.action() == Action.WRITE_OFF);
  }

  private boolean isWanted(List<RepairStep> steps) {
    long todo = steps.stream().filter(step -> !isLeft(step)).count();
    if (todo == 0 || yes) {
      return todo > 0;
    }
    long gaps =
        steps.stream().filter(step -> !isLeft(step) && step.action() == Action.WRITE_OFF).count();
    String question =
        "Repair %s%s?"
            .formatted(
                Human.count(todo, "object"),
                gaps == 0 ? "" : ", " + gaps + " of them by giving them up");
    boolean wanted = Question.isYes(question, System.in, spec.commandLine().getOut());
    if (!wanted) {
      spec.commandLine().getOut().println("Nothing was changed.");
    }
    return wanted;
  }

  private void run(Repairer repairer, List<RepairStep> steps) throws IOException {
    long done = 0;
    try (Progress progress = Progress.of("Repairing", steps.size(), "", spec.commandLine())) {
      for (RepairStep step : steps) {
        if (!isLeft(step)) {
          repairer.run(step);
        }
        progress.at(++done);
      }
    }
    if (!json) {
      long repaired = steps.stream().filter(step -> !isLeft(step)).count();
      spec.commandLine().getOut().println("Repaired " + repaired + " of " + steps.size());
    }
  }
}
