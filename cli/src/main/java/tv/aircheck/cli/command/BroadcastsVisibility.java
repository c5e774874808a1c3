package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.access.AccessEdits;
import tv.aircheck.index.access.Visibility;

/** {@code aircheck broadcasts visibility ID WHO}. */
@Command(
    name = "visibility",
    description = "Says who gets to see one show, whatever holds for its channel.",
    mixinStandardHelpOptions = true)
final class BroadcastsVisibility implements Callable<Integer> {
  private static final String AS_CHANNEL = "channel";

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ChangeOptions change;

  @Parameters(index = "0", paramLabel = "ID", description = "The show.")
  private String id;

  @Parameters(
      index = "1",
      paramLabel = "WHO",
      description = "public, unlisted or private; 'channel': whatever holds for its channel.")
  private String who;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Visibility wanted = wanted();
    try (Index index = ArchiveIndex.open(config.load())) {
      BroadcastRow row = BroadcastsShow.find(index, id);
      String words = id + ": " + who + " (before: " + before(row) + ").";
      if (change.dryRun) {
        out.println("Would set " + words);
      } else {
        long nowMs = InstantSource.system().millis();
        index.writeNow(
            tx -> {
              new AccessEdits(tx, nowMs, change.deed().who(), change.deed().why())
                  .visibility(id, wanted);
              return null;
            });
        out.println("Set " + words);
      }
    }
    return ExitCode.DONE;
  }

  private static String before(BroadcastRow row) {
    Visibility own = row.visibility().own();
    return own == null ? AS_CHANNEL : own.word();
  }

  private Visibility wanted() {
    if (who.equals(AS_CHANNEL)) {
      return null;
    }
    return Visibility.of(who)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "'" + who + "' is none; choose public, unlisted, private or channel"));
  }
}
