package tv.aircheck.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.ConfigSource;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.output.Table;

/** {@code aircheck config}. */
@Command(
    name = "config",
    description = "Settings: whether they can be used, and where each comes from.",
    mixinStandardHelpOptions = true,
    subcommands = {ConfigCommand.Check.class, ConfigCommand.Show.class})
public final class ConfigCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "'config check' or 'config show'?");
  }

  /** {@code aircheck config check}. */
  @Command(
      name = "check",
      description = "Says whether the settings can be used; status 2 and the reason where not.",
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ConfigOptions config;

    @Override
    public Integer call() {
      config.load();
      spec.commandLine().getOut().println("The settings are fine.");
      return ExitCode.DONE;
    }
  }

  /** {@code aircheck config show}. */
  @Command(
      name = "show",
      description = "Shows every setting in force and where it comes from; secrets stay hidden.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ConfigOptions config;

    @Option(names = "--json", description = "JSON instead of a table, for scripts.")
    private boolean json;

    @Override
    public Integer call() {
      ConfigSource source = config.source(Map.of());
      if (json) {
        Map<String, Object> settings = new LinkedHashMap<>();
        source.forEach(
            (name, value, from) -> settings.put(name, Map.of("value", value, "source", from)));
        Json.print(settings, spec.commandLine().getOut());
      } else {
        Table table = new Table("SETTING", "~VALUE", "FROM");
        source.forEach((name, value, from) -> table.row(name, value, from));
        table.print(spec.commandLine().getOut());
      }
      return ExitCode.DONE;
    }
  }
}
