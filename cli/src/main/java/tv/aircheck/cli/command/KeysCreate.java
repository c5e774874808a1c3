package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.index.ChannelPattern;
import tv.aircheck.index.Index;
import tv.aircheck.index.access.AccessEdits;
import tv.aircheck.index.access.AccessEdits.Made;
import tv.aircheck.index.access.AccessEdits.Wish;
import tv.aircheck.index.access.Role;

/** {@code aircheck keys create PATTERN}. */
@Command(
    name = "create",
    description = {
      "Makes a publish key and shows it, this once. A channel may have several.",
      "Publish to rtmp://HOST/APP/NAME?key=SECRET; in OBS the stream key is NAME?key=SECRET."
    },
    mixinStandardHelpOptions = true)
final class KeysCreate implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ChangeOptions change;
  @Mixin private NewCredentialOptions made;

  @Parameters(
      paramLabel = "PATTERN",
      converter = PatternArgument.class,
      description = "APP/NAME, with stars for any characters; 'default' for all channels.")
  private ChannelPattern channels;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    long nowMs = InstantSource.system().millis();
    Wish wish = new Wish(Role.PUBLISHER, channels, made.name, made.expiresAtMs(nowMs));
    try (Index index = ArchiveIndex.open(config.load())) {
      if (change.dryRun) {
        out.println("Would make a publish key for " + channels + ".");
        return ExitCode.DONE;
      }
      Made key =
          index.writeNow(
              tx ->
                  new AccessEdits(tx, nowMs, change.deed().who(), change.deed().why())
                      .make(wish, new SecureRandom()));
      CredentialView.tell(key, "publish key", made.json, out);
      if (!made.json) {
        out.println("Add it to the address: rtmp://HOST/APP/NAME?key=… From now on, all need one.");
      }
    }
    return ExitCode.DONE;
  }
}
