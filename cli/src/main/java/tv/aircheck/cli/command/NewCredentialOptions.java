package tv.aircheck.cli.command;

import java.time.Duration;
import picocli.CommandLine.Option;

/** Of what is made: a token, or a publish key. */
final class NewCredentialOptions {
  @Option(
      names = "--name",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "What to call it, such as whose it is.")
  String name;

  @Option(
      names = "--expires-in",
      paramLabel = "TIME",
      converter = DurationArgument.class,
      description = "It is good for so long, such as 30d; without this, until it is removed.")
  private Duration expiresIn;

  @Option(names = "--json", description = "JSON instead of words, for scripts.")
  boolean json;

  /** Null: never. */
  Long expiresAtMs(long nowMs) {
    return expiresIn == null ? null : (Long) (nowMs + expiresIn.toMillis());
  }
}
