package tv.aircheck.cli.command;

import java.time.ZoneId;
import java.time.ZoneOffset;
import picocli.CommandLine.Option;

/** How a list is shown. */
final class ListOptions {
  @Option(names = "--json", description = "JSON instead of a table, for scripts.")
  boolean json;

  @Option(names = "--utc", description = "Times in UTC instead of the local zone.")
  private boolean utc;

  ZoneId zone() {
    return utc ? ZoneOffset.UTC : ZoneId.systemDefault();
  }
}
