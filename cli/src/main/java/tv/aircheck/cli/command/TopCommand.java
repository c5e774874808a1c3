package tv.aircheck.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.output.Screen;
import tv.aircheck.cli.top.StatusSource;
import tv.aircheck.cli.top.TopScreen;
import tv.aircheck.cli.top.TopText;

/** {@code aircheck top}. */
@Command(
    name = "top",
    description = {
      "Shows a running server in the terminal: what is on air, what waits for the store, the disk,"
          + " the jobs. Once a second, until q.",
      "Where the output is no terminal, it is printed once."
    },
    footer = {
      "",
      "Keys: q quits, p pauses, arrows and page up/down scroll. Takes are ordered by (the same key",
      "again turns it): c channel, b bitrate, l lag, k keyframe interval, g gaps, v viewers, t time."
    },
    mixinStandardHelpOptions = true)
public final class TopCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ListOptions list;

  @Option(
      names = "--http",
      paramLabel = "HOST:PORT",
      description = "The server's HTTP address (default: as configured, 127.0.0.1:8080).")
  private String http;

  @Option(names = "--once", description = "Prints it once, and ends.")
  private boolean once;

  @Override
  public Integer call() throws IOException {
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("http", http);
    StatusSource source = new StatusSource(config.source(flags).config().http());
    PrintWriter out = spec.commandLine().getOut();
    if (list.json) {
      out.println(new String(source.bytes(), StandardCharsets.UTF_8));
      out.flush();
    } else if (once || !Screen.isTerminal()) {
      TopText.print(source, list.zone(), out);
    } else {
      try (TopScreen screen =
          new TopScreen(
              TerminalBuilder.builder().system(true).build(),
              source,
              list.zone(),
              System::nanoTime)) {
        screen.run();
      }
    }
    return ExitCode.DONE;
  }
}
