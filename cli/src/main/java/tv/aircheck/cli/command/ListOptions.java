package tv.aircheck.cli.command;

import java.time.ZoneId;
import java.time.ZoneOffset;
import picocli.CommandLine.Option;
import tv.aircheck.cli.output.Human;

/** How a list is shown. */
final class ListOptions {
  @Option(names = "--json", description = "JSON instead of a table, for scripts.")
  boolean json;

  @Option(names = "--utc", description = "Times in UTC instead of the local zone.")
  private boolean utc;

  @Option(names = "--bytes", description = "Sizes in bytes, exactly.")
  private boolean bytes;

  /** A size as it is to be shown. */
  String size(long size) {
    return bytes ? Long.toString(size) : Human.bytes(size);
  }

  ZoneId zone() {
    return utc ? ZoneOffset.UTC : ZoneId.systemDefault();
  }
}
