package tv.aircheck.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.Logging;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.server.Server;

/** {@code aircheck serve}. */
@Command(
    name = "serve",
    description = "Runs a node: takes streams in, records them, plays them back.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Runs until SIGTERM or Ctrl-C, then seals what is being recorded and ends within 5 s."
    })
public final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ListenOptions listen;

  @Option(
      names = "--roles",
      paramLabel = "ROLE,…",
      description = "What this node does: origin, recorder, playback (default: all).")
  private String roles;

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> flags = new LinkedHashMap<>(listen.flags());
    flags.put("roles", roles);
    Config settings = config.source(flags).config();
    Logging.level(settings.node().log());
    Server server = Server.start(settings);
    StopSignal.closing(server);
    server.describe(spec.commandLine().getOut());
    StopSignal.await();
    return ExitCode.DONE;
  }
}
