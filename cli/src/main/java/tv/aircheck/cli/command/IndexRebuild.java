package tv.aircheck.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.CommandFailed;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.Version;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Progress;
import tv.aircheck.cli.output.Question;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexFile;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.recorder.BroadcastRule;
import tv.aircheck.recorder.rebuild.Rebuild;
import tv.aircheck.recorder.rebuild.RebuildListener;
import tv.aircheck.recorder.rebuild.RebuildParts;
import tv.aircheck.recorder.rebuild.RebuildResult;
import tv.aircheck.recorder.verify.StoreWalk;
import tv.aircheck.storage.DataFolder;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.StorageException;

/** {@code aircheck index rebuild --from-store}. */
@Command(
    name = "rebuild",
    description = {
      "Makes the index anew from what the store and the spool hold.",
      "The old one stays beside it as index.db.before-rebuild. No server may be running."
    },
    mixinStandardHelpOptions = true)
final class IndexRebuild implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;

  @Option(
      names = "--from-store",
      description = "From the store: has to be said, as there is no other source yet.")
  private boolean fromStore;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "8",
      description = "Objects read at once (default: 8).")
  private int threads;

  @Option(names = "--dry-run", description = "Makes it, says what is in it, throws it away.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Does not ask.")
  private boolean yes;

  @Override
  public Integer call() throws IOException {
    if (!fromStore) {
      throw CommandFailed.badUsage("say from what: 'aircheck index rebuild --from-store'");
    }
    Config settings = config.load();
    PrintWriter out = spec.commandLine().getOut();
    ArchiveIndex.storeMustExist(settings);
    Path file = settings.indexFile();
    if (!dryRun
        && !yes
        && Files.exists(file)
        && !Question.isYes("Replace " + file + "?", System.in, out)) {
      out.println("Nothing was changed.");
      return ExitCode.DONE;
    }
    try (DataFolder folder =
        DataFolder.take(settings.data(), "aircheck index rebuild " + Version.text())) {
      Path fresh = file.resolveSibling("index.db.rebuilding");
      Path scratch = folder.path().resolve("rebuilding");
      IndexFile.delete(fresh); // Of a run that was killed.
      Files.createDirectories(scratch);
      try {
        RebuildResult result = rebuild(settings, fresh, scratch);
        if (!dryRun) {
          IndexFile.replace(fresh, file);
        }
        print(result, out);
        return result.troubles() == 0 ? ExitCode.DONE : ExitCode.FOUND_WRONG;
      } finally {
        IndexFile.delete(fresh);
        clear(scratch);
      }
    }
  }

  private RebuildResult rebuild(Config settings, Path fresh, Path scratch) throws IOException {
    Spool spool = Archive.openSpool(settings);
    PrintWriter err = spec.commandLine().getErr();
    try (ObjectStore store = Archive.openStore(settings);
        Index index = Index.open(IndexSettings.at(fresh));
        Progress progress = Progress.of("Rebuilding", objects(store), "", spec.commandLine())) {
      RebuildParts parts =
          new RebuildParts(
              index,
              store,
              spool,
              new BroadcastRule(settings.recorder().broadcasts()),
              InstantSource.system(),
              scratch,
              threads);
      RebuildListener listener =
          new RebuildListener() {
            @Override
            public void progress(long segments) {
              progress.at(segments);
            }

            @Override
            public void trouble(String words) {
              err.println("aircheck: " + words);
            }
          };
      return new Rebuild(parts, listener).run();
    }
  }

  /** For the progress bar. */
  private static long objects(ObjectStore store) throws StorageException {
    StoreWalk walk = new StoreWalk(store, "segments/");
    long objects = 0;
    while (walk.next() != null) {
      objects++;
    }
    return objects;
  }

  private void print(RebuildResult result, PrintWriter out) {
    out.println(
        "%s %s: %d by the manifests of %s, %d read through, %d still to be uploaded%s"
            .formatted(
                dryRun ? "Would enter" : "Entered",
                Human.count(result.segments(), "segment"),
                result.segments() - result.scanned(),
                Human.count(result.manifests(), "show"),
                result.scanned(),
                result.spooled(),
                result.troubles() == 0
                    ? ""
                    : "; " + Human.count(result.troubles(), "trouble") + ", said above"));
  }

  private static void clear(Path scratch) throws IOException {
    try (var left = Files.list(scratch)) {
      for (Path file : left.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(scratch);
  }
}
