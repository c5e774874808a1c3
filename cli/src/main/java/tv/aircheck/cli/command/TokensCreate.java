package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.index.ChannelPattern;
import tv.aircheck.index.Index;
import tv.aircheck.index.access.AccessEdits;
import tv.aircheck.index.access.AccessEdits.Made;
import tv.aircheck.index.access.AccessEdits.Wish;
import tv.aircheck.index.access.Role;

/** {@code aircheck tokens create}. */
@Command(
    name = "create",
    description = {
      "Makes a token and shows it, this once.",
      "Viewers see and watch what is private or unlisted; owners also change it; operators do so on"
          + " every channel, and see how the server does."
    },
    mixinStandardHelpOptions = true)
final class TokensCreate implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ChangeOptions change;
  @Mixin private NewCredentialOptions made;

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      converter = RoleArgument.class,
      description = "viewer, owner or operator.")
  private Role role;

  @Option(
      names = "--channels",
      paramLabel = "PATTERN",
      converter = PatternArgument.class,
      defaultValue = "default",
      description = "Where it is good: APP/NAME, with stars for any characters (default: all).")
  private ChannelPattern channels;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    long nowMs = InstantSource.system().millis();
    Wish wish = new Wish(role, channels, made.name, made.expiresAtMs(nowMs));
    try (Index index = ArchiveIndex.open(config.load())) {
      if (change.dryRun) {
        out.println("Would make a token: " + role.word() + " of " + channels + ".");
        return ExitCode.DONE;
      }
      boolean first = !index.credentials().any(false);
      Made token =
          index.writeNow(
              tx ->
                  new AccessEdits(tx, nowMs, change.deed().who(), change.deed().why())
                      .make(wish, new SecureRandom()));
      CredentialView.tell(token, role.word() + " token", made.json, out);
      if (first && !made.json) {
        out.println(
            "It is the first: where everything was open on this machine, the page and the API ask"
                + " for a token from now on.");
      }
    }
    return ExitCode.DONE;
  }
}
