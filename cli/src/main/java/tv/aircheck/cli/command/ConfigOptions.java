package tv.aircheck.cli.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.config.ConfigSource;

/** Where a command's settings come from; in every command that touches the archive. */
final class ConfigOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings; without it ./aircheck.yml is read where there is one.")
  private Path file;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder (default: ./aircheck-data).")
  private Path data;

  /** The settings as a file, the environment and these flags make them. */
  Config load() {
    return source(Map.of()).config();
  }

  /**
   * The same with more flags.
   *
   * @param flags setting to text; null values are flags that were not given
   */
  ConfigSource source(Map<String, String> flags) {
    Map<String, String> all = new LinkedHashMap<>(flags);
    all.put("data", data == null ? null : data.toString());
    return ConfigSource.read(file, System.getenv(), all);
  }
}
