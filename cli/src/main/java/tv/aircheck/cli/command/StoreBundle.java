package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.output.Progress;
import tv.aircheck.cli.output.Table;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.recorder.Deed;
import tv.aircheck.recorder.bundle.BundleChoice;
import tv.aircheck.recorder.bundle.BundleChoice.Candidate;
import tv.aircheck.recorder.bundle.BundleListener;
import tv.aircheck.recorder.bundle.BundleResult;
import tv.aircheck.recorder.retention.Policies;
import tv.aircheck.storage.StorageException;

/** {@code aircheck store bundle}. */
@Command(
    name = "bundle",
    description = {
      "Puts the segments of shows that are over into few large objects, a tar each. They play as"
          + " before; the single objects go after bundles.grace.",
      "Without an ID: those for which 'retention policy set --bundle-after' asks. Single objects"
          + " whose time has come are deleted with every run."
    },
    mixinStandardHelpOptions = true)
final class StoreBundle implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ListOptions list;
  @Mixin private ChangeOptions change;

  @Parameters(paramLabel = "ID", arity = "0..*", description = "These broadcasts.")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--older-than",
      paramLabel = "TIME",
      converter = DurationArgument.class,
      description = "Those that ended so long ago, whatever the rules say.")
  private Duration olderThan;

  @Override
  public Integer call() throws StorageException {
    if (!ids.isEmpty() && olderThan != null) {
      throw new ParameterException(spec.commandLine(), "IDs or --older-than, not both");
    }
    Config settings = config.load();
    ArchiveIndex.mustExist(settings);
    try (Archive archive = Archive.open(settings)) {
      List<Candidate> candidates = candidates(archive);
      // With --json the answer alone goes to the output, so that scripts can read it.
      PrintWriter say = list.json ? spec.commandLine().getErr() : spec.commandLine().getOut();
      say(candidates, archive, say);
      if (change.dryRun) {
        answer(candidates, List.of(), 0);
        return ExitCode.DONE;
      }
      List<BundleResult> results = List.of();
      if (!candidates.isEmpty()) {
        if (!change.isWanted("Bundle " + what(candidates) + "?", say)) {
          say.println("Nothing was changed.");
          return ExitCode.DONE;
        }
        results = run(archive, settings, candidates);
      }
      long deleted =
          archive.singleObjects().deleteDue(change.deed("in bundles"), BundleListener.NONE);
      answer(candidates, results, deleted);
      return results.stream().allMatch(BundleResult::isDone) ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private List<Candidate> candidates(Archive archive) {
    ids.forEach(id -> BroadcastsShow.find(archive.index(), id));
    BundleChoice choice = BundleChoice.of(archive.index(), InstantSource.system().millis());
    if (!ids.isEmpty()) {
      return choice.named(ids);
    }
    return olderThan != null
        ? choice.olderThan(olderThan)
        : choice.byPolicies(Policies.of(archive.index().retention().rules()));
  }

  private static String what(List<Candidate> candidates) {
    return "%s of %s, %s"
        .formatted(
            Human.count(candidates.stream().mapToLong(Candidate::segments).sum(), "segment"),
            Human.count(candidates.size(), "show"),
            Human.bytes(bytes(candidates)));
  }

  private static long bytes(List<Candidate> candidates) {
    return candidates.stream().mapToLong(candidate -> candidate.show().bytes()).sum();
  }

  private void say(List<Candidate> candidates, Archive archive, PrintWriter out) {
    if (candidates.isEmpty()) {
      boolean ruled =
          archive.index().retention().rules().stream()
              .anyMatch(rule -> rule.rule().equals("bundle-after"));
      out.println(
          ruled || olderThan != null || !ids.isEmpty()
              ? "There is nothing to bundle."
              : "No rule says when to bundle: 'aircheck retention policy set default"
                  + " --bundle-after 7d', or name IDs, or --older-than.");
    } else if (!list.json) {
      Table table = new Table("BROADCAST", "CHANNEL", "ENDED", ">SEGMENTS", ">SIZE", "BY");
      for (Candidate candidate : candidates) {
        table.row(
            candidate.show().id(),
            candidate.show().channel(),
            Human.time(candidate.show().endedAtMs(), list.zone()),
            candidate.segments(),
            Human.bytes(candidate.show().bytes()),
            candidate.rule());
      }
      table.print(out);
    }
    out.flush();
  }

  private List<BundleResult> run(Archive archive, Config settings, List<Candidate> candidates)
      throws StorageException {
    Deed deed = change.deed("by hand");
    long total = Math.max(1, bytes(candidates));
    try (Progress progress = Progress.of("Bundling", total, "", spec.commandLine())) {
      BundleListener listener =
          new BundleListener() {
            private long written;

            @Override
            public void wrote(long bytes) {
              written += bytes;
              progress.at(Math.min(total, written));
            }
          };
      List<String> chosen = candidates.stream().map(candidate -> candidate.show().id()).toList();
      return archive.bundler(settings).run(chosen, deed, listener);
    }
  }

  private void answer(List<Candidate> candidates, List<BundleResult> results, long deleted) {
    PrintWriter out = spec.commandLine().getOut();
    if (list.json) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("dryRun", change.dryRun);
      answer.put("broadcasts", candidates.stream().map(c -> fields(c, results)).toList());
      answer.put("singleObjectsDeleted", deleted);
      Json.print(answer, out);
      return;
    }
    for (BundleResult result : results) {
      if (result.isDone()) {
        out.println(
            "%s: %s in %s, %s"
                .formatted(
                    result.broadcastId(),
                    Human.count(result.segments(), "segment"),
                    Human.count(result.bundles().size(), "object"),
                    Human.bytes(result.bytes())));
      } else {
        spec.commandLine()
            .getErr()
            .println("aircheck: " + result.broadcastId() + " stays: " + result.obstacle());
      }
    }
    if (deleted > 0) {
      out.println("Deleted " + deleted + " single objects that are in bundles");
    }
    out.flush();
  }

  private static Map<String, Object> fields(Candidate candidate, List<BundleResult> results) {
    Map<String, Object> fields = new LinkedHashMap<>();
    String id = candidate.show().id();
    fields.put("id", id);
    fields.put("channel", candidate.show().channel().toString());
    fields.put("rule", candidate.rule());
    fields.put("segments", candidate.segments());
    fields.put("bytes", candidate.show().bytes());
    for (BundleResult result : results) {
      if (result.broadcastId().equals(id)) {
        fields.put("bundled", result.segments());
        fields.put("bundles", result.bundles());
        fields.put("obstacle", result.obstacle());
      }
    }
    return fields;
  }
}
