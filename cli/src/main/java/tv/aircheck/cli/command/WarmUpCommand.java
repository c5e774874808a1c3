package tv.aircheck.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.Logging;
import tv.aircheck.cli.config.ConfigSource;
import tv.aircheck.cli.server.Server;
import tv.aircheck.index.BroadcastFilter;

/**
 * Runs a server for a moment on free ports over a folder of its own. {@code bin/aircheck} does so
 * once, while the JVM notes the classes that were needed in an archive that later starts map into
 * memory instead of loading them anew.
 */
@Command(name = "warm-up", hidden = true)
public final class WarmUpCommand implements Callable<Integer> {
  private static final String ANY_PORT = "127.0.0.1:0";

  @Override
  public Integer call() throws IOException {
    // Writing a line is among what a start does.
    Logging.level("info");
    Path folder = Files.createTempDirectory("aircheck-warm-up");
    Map<String, String> flags =
        Map.of("data", folder.toString(), "rtmp", ANY_PORT, "relay", ANY_PORT, "http", ANY_PORT);
    // Not by a file that lies about: what is recorded here must not get into an archive.
    try (Server server = Server.start(ConfigSource.ofFlags(flags).config())) {
      server.publishDemo("live/warm-up").join().close();
      server.archive().index().broadcasts().list(BroadcastFilter.all(), null, 1);
    } finally {
      delete(folder);
    }
    return ExitCode.DONE;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.deleteIfExists(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
