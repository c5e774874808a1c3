package tv.aircheck.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import tv.aircheck.cli.CommandFailed;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.output.Progress;
import tv.aircheck.cli.output.Table;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.DamageRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.VerifyRun;
import tv.aircheck.recorder.manifest.ManifestKeeper;
import tv.aircheck.recorder.verify.Depth;
import tv.aircheck.recorder.verify.ReadRate;
import tv.aircheck.recorder.verify.Verifier;
import tv.aircheck.recorder.verify.VerifyLimits;
import tv.aircheck.recorder.verify.VerifyListener;
import tv.aircheck.recorder.verify.VerifyRequest;

/** {@code aircheck store verify}. */
@Command(
    name = "verify",
    description = "Looks whether the store still has what was recorded, newest shows first.",
    footer = {"", "Exit status 3 when something is wrong; 'aircheck store repair' puts it right."},
    mixinStandardHelpOptions = true)
final class StoreVerify implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private VerifyOptions options;

  @Option(names = "--json", description = "JSON instead of a table, for scripts.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Config settings = config.load();
    ArchiveIndex.mustExist(settings);
    List<DamageRow> damages = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    try (Archive archive = Archive.open(settings)) {
      InstantSource clock = InstantSource.system();
      ReadRate rate = new ReadRate(options.rate, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
      Verifier verifier =
          new Verifier(
              archive.index(),
              archive.store(),
              clock,
              new VerifyLimits(options.threads, rate),
              new ManifestKeeper(archive.index(), archive.spool(), archive.store(), clock));
      long total = options.segments(archive.index());
      VerifyRun run;
      try (Progress progress = Progress.of("Verifying", total, "", spec.commandLine())) {
        VerifyListener listener = listener(progress, damages, unread);
        run =
            options.resume
                ? verifier.goOn(unfinished(verifier), listener)
                : verifier.run(options.request(), listener);
      }
      if (json) {
        Json.print(fields(run, damages, unread), spec.commandLine().getOut());
      } else {
        print(run, damages, unread);
      }
      return run.sum().damaged() > 0 ? ExitCode.FOUND_WRONG : ExitCode.DONE;
    }
  }

  private static VerifyRun unfinished(Verifier verifier) {
    Optional<VerifyRun> unfinished = verifier.unfinished();
    return unfinished.orElseThrow(
        () -> new CommandFailed("there is no verification to go on with: leave --resume out"));
  }

  private static VerifyListener listener(
      Progress progress, List<DamageRow> damages, List<String> unread) {
    return new VerifyListener() {
      @Override
      public void progress(long segments) {
        progress.at(segments);
      }

      @Override
      public void damaged(DamageRow damage) {
        damages.add(damage);
      }

      @Override
      public void unread(String key) {
        unread.add(key);
      }
    };
  }

  private void print(VerifyRun run, List<DamageRow> damages, List<String> unread) {
    PrintWriter out = spec.commandLine().getOut();
    if (!damages.isEmpty()) {
      Table table = new Table("DAMAGE", "OBJECT", "WHAT");
      damages.forEach(damage -> table.row(DamageJson.word(damage), damage.key(), damage.words()));
      table.printWhole(out);
      out.println();
    }
    String looked =
        "%s looked at (%s%s), %s read"
            .formatted(
                Human.count(run.sum().segments(), "segment"),
                run.depth(),
                run.samplePercent() < 100 ? ", a sample of " + run.samplePercent() + " %" : "",
                Human.bytes(run.sum().bytes()));
    String found =
        run.sum().damaged() == 0
            ? "nothing is wrong"
            : run.sum().damaged() + " damaged: 'aircheck store repair' puts them right";
    String away = unread.isEmpty() ? "" : "; " + unread.size() + " are archived and were not read";
    out.println(looked + away + ": " + found);
  }

  private static Map<String, Object> fields(
      VerifyRun run, List<DamageRow> damages, List<String> unread) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("depth", Depth.of(run.depth()).word());
    fields.put("samplePercent", run.samplePercent());
    fields.put("startedAt", Json.time(run.startedAtMs()));
    fields.put("finishedAt", Json.time(run.finishedAtMs()));
    fields.put("segments", run.sum().segments());
    fields.put("bytesRead", run.sum().bytes());
    fields.put("damaged", run.sum().damaged());
    fields.put("damages", damages.stream().map(DamageJson::of).toList());
    fields.put("archived", unread);
    return fields;
  }

  /** What to look at, and how hard. */
  static final class VerifyOptions {
    @Option(
        names = "--depth",
        paramLabel = "DEPTH",
        defaultValue = "SIZE",
        description =
            "presence: it is listed; size: it is as long as it was (default); content: it is read"
                + " in whole and compared by its checksums.")
    private Depth depth;

    @Option(
        names = "--sample",
        paramLabel = "N%",
        converter = PercentArgument.class,
        defaultValue = "100",
        description = "Only so many segments of a hundred, others with each run.")
    private int sample;

    @Option(
        names = "--channel",
        paramLabel = "APP/NAME",
        defaultValue = "",
        description = "Only the shows of a channel.")
    private String channel;

    @Option(
        names = "--broadcast",
        paramLabel = "ID",
        defaultValue = "",
        description = "Only one show.")
    private String broadcast;

    @Option(
        names = "--rate",
        paramLabel = "SIZE",
        converter = RateArgument.class,
        defaultValue = "0",
        description = "Reads at most so much a second, such as 50MiB (default: no limit).")
    private long rate;

    @Option(
        names = "--threads",
        paramLabel = "N",
        defaultValue = "4",
        description = "Objects read at once (default: 4).")
    private int threads;

    @Option(
        names = "--resume",
        description = "Goes on where the last verification was stopped, as it was asked for.")
    private boolean resume;

    VerifyRequest request() {
      return new VerifyRequest(depth, sample, channel, broadcast);
    }

    /** For the progress bar. */
    long segments(Index index) {
      if (!broadcast.isEmpty()) {
        BroadcastsShow.find(index, broadcast);
        return index.segments().totals(broadcast).segments();
      }
      if (!channel.isEmpty()) {
        return segmentsOfChannel(index);
      }
      return index.segments().totals().segments();
    }

    private ChannelName name() {
      try {
        return new ChannelArgument().convert(channel);
      } catch (TypeConversionException e) {
        throw CommandFailed.badUsage("--channel: " + e.getMessage());
      }
    }

    private long segmentsOfChannel(Index index) {
      ChannelName name = name();
      ChannelsShow.find(index, name);
      return index.retention().holdings().stream()
          .filter(show -> show.channel().equals(name))
          .mapToLong(show -> index.segments().totals(show.id()).segments())
          .sum();
    }
  }
}
