package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.CommandFailed;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.Logging;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.demo.DemoPublisher;
import tv.aircheck.cli.server.Server;

/** {@code aircheck demo}. */
@Command(
    name = "demo",
    description =
        "A server with a stream of its own, and what to open and type: for the first five minutes.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final String CHANNEL = "live/demo";

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ListenOptions listen;

  @Option(
      names = "--log",
      paramLabel = "LEVEL",
      defaultValue = "warn",
      description = "error, warn, info or debug (default: ${DEFAULT-VALUE}).")
  private String log;

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> flags = new LinkedHashMap<>(listen.flags());
    flags.put("roles", "origin,recorder,playback");
    Config settings = config.source(flags).config();
    Logging.level(log);
    Server server = Server.start(settings);
    DemoPublisher publisher = publish(server);
    StopSignal.closing(
        () -> {
          publisher.close();
          server.close();
        });
    explain(server, settings);
    StopSignal.await();
    return ExitCode.DONE;
  }

  private static DemoPublisher publish(Server server) {
    try {
      return server.publishDemo(CHANNEL).join();
    } catch (CompletionException e) {
      server.close();
      throw new CommandFailed("the demo could not publish: " + e.getCause().getMessage(), e);
    }
  }

  private void explain(Server server, Config settings) {
    PrintWriter out = spec.commandLine().getOut();
    String rtmp = "rtmp://" + server.rtmp();
    String http = server.httpUrl();
    String data =
        settings.data().equals(Config.defaults().data()) ? "" : " --data " + settings.data();
    out.printf(
        """
        Aircheck is on air: a test picture is being published to %1$s/%2$s and recorded.

          page            %3$s/

          live            ffplay %1$s/%2$s
                          ffplay %3$s/live/%2$s.flv
          from the start  ffplay %1$s/archive/%2$s          (seek with the arrow keys)
          30 s into it    ffplay '%1$s/archive/%2$s?start=30'
          your own        ffmpeg -re -i FILE -c copy -f flv %1$s/live/me
                          OBS: server %1$s/live, stream key me

          in another terminal:
                          bin/aircheck broadcasts ls%5$s
                          bin/aircheck export ID -o show.flv%5$s
                          bin/aircheck top --http %6$s
                          curl %3$s/metrics

        Everything lies in %4$s. Stop with Ctrl-C.
        """,
        rtmp, CHANNEL, http, settings.data().toAbsolutePath().normalize(), data, server.http());
    out.flush();
  }
}
