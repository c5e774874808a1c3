package tv.aircheck.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.CommandFailed;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.output.Question;
import tv.aircheck.cli.output.Table;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.recorder.verify.Leftover;
import tv.aircheck.recorder.verify.StoreSweep;
import tv.aircheck.recorder.verify.Trust;

/** {@code aircheck store gc}. */
@Command(
    name = "gc",
    description = {
      "Finds what the store holds that nothing refers to, and deletes what is rubbish.",
      "Media that the index has merely never heard of is listed and never deleted: 'aircheck index"
          + " rebuild --from-store' takes it up."
    },
    mixinStandardHelpOptions = true)
final class StoreGc implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ListOptions list;

  @Option(
      names = "--grace",
      paramLabel = "DURATION",
      converter = DurationArgument.class,
      defaultValue = "7d",
      description = "What is younger stays (default: 7d).")
  private Duration grace;

  @Option(names = "--quarantine", description = "Deletes what is in quarantine, too.")
  private boolean quarantine;

  @Option(names = "--dry-run", description = "Only says what would be deleted.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Does not ask.")
  private boolean yes;

  @Override
  public Integer call() throws IOException {
    Config settings = config.load();
    ArchiveIndex.mustExist(settings);
    try (Archive archive = Archive.open(settings)) {
      StoreSweep sweep =
          new StoreSweep(
              archive.index(),
              archive.store(),
              InstantSource.system(),
              new StoreSweep.Options(grace, quarantine));
      List<Leftover> found = new ArrayList<>();
      sweep.find(found::add);
      say(found);
      List<Leftover> rubbish = found.stream().filter(Leftover::deletable).toList();
      if (dryRun || rubbish.isEmpty()) {
        return ExitCode.DONE;
      }
      Trust.obstacle(archive.index())
          .ifPresent(
              words -> {
                throw new CommandFailed(words);
              });
      PrintWriter out = spec.commandLine().getOut();
      String what = words(rubbish);
      if (!yes && !Question.isYes("Delete " + what + "?", System.in, out)) {
        out.println("Nothing was deleted.");
        return ExitCode.DONE;
      }
      List<Leftover> deleted = sweep.delete(rubbish);
      if (!list.json) {
        sayDeleted(deleted, rubbish.size());
      }
      return ExitCode.DONE;
    }
  }

  private void sayDeleted(List<Leftover> deleted, int of) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("Deleted " + words(deleted));
    int used = of - deleted.size();
    if (used > 0) {
      out.println(used + " stay: by now something refers to them");
    }
  }

  private static String words(List<Leftover> leftovers) {
    return leftovers.size() + " objects, " + Human.bytes(bytes(leftovers));
  }

  private static long bytes(List<Leftover> leftovers) {
    return leftovers.stream().mapToLong(Leftover::bytes).sum();
  }

  private void say(List<Leftover> found) {
    PrintWriter out = spec.commandLine().getOut();
    if (list.json) {
      Json.print(Map.of("objects", found.stream().map(StoreGc::fields).toList()), out);
      return;
    }
    if (found.isEmpty()) {
      out.println("Everything in the store belongs to something");
      return;
    }
    Table table = new Table("OBJECT", "WHAT", ">SIZE", "STORED", "");
    Map<Leftover.Kind, List<Leftover>> kinds = new EnumMap<>(Leftover.Kind.class);
    for (Leftover leftover : found) {
      table.row(
          leftover.key(),
          word(leftover.kind()),
          list.size(leftover.bytes()),
          Human.time(leftover.storedAtMs(), list.zone()),
          leftover.deletable() ? (dryRun ? "would be deleted" : "") : "stays");
      kinds.computeIfAbsent(leftover.kind(), kind -> new ArrayList<>()).add(leftover);
    }
    table.print(out);
    out.println();
    kinds.forEach((kind, of) -> out.println(word(kind) + ": " + words(of)));
  }

  private static String word(Leftover.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Map<String, Object> fields(Leftover leftover) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("key", leftover.key());
    fields.put("kind", word(leftover.kind()));
    fields.put("bytes", leftover.bytes());
    fields.put("storedAt", Json.time(leftover.storedAtMs()));
    fields.put("deletable", leftover.deletable());
    return fields;
  }
}
