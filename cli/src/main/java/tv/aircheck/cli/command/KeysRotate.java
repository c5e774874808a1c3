package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.output.Human;
import tv.aircheck.index.Index;
import tv.aircheck.index.access.AccessEdits;
import tv.aircheck.index.access.AccessEdits.Made;

/** {@code aircheck keys rotate ID}. */
@Command(
    name = "rotate",
    description = {
      "Makes a new publish key in the place of one, and shows it, this once.",
      "Who is on air stays so; the old key is refused from then on, or after --grace."
    },
    mixinStandardHelpOptions = true)
final class KeysRotate implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ChangeOptions change;

  @Parameters(paramLabel = "ID", description = "Which, as 'keys ls' shows it.")
  private String id;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      converter = DurationArgument.class,
      defaultValue = "0s",
      description = "The old one works for so long beside the new one (default: not at all).")
  private Duration grace;

  @Option(names = "--json", description = "JSON instead of words, for scripts.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    String end = grace.isZero() ? "at once" : "in " + Human.duration(grace.toMillis());
    String words = "the publish key " + id + ", which ends " + end;
    try (Index index = ArchiveIndex.open(config.load())) {
      if (change.dryRun) {
        out.println("Would rotate " + words + ".");
      } else if (change.isWanted("Rotate " + words + "?", out)) {
        long nowMs = InstantSource.system().millis();
        Made made =
            index.writeNow(
                tx ->
                    new AccessEdits(tx, nowMs, change.deed().who(), change.deed().why())
                        .rotate(id, grace, new SecureRandom()));
        CredentialView.tell(made, "publish key", json, out);
      } else {
        out.println("Nothing was changed.");
      }
    }
    return ExitCode.DONE;
  }
}
