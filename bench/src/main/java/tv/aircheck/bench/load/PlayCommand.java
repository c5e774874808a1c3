package tv.aircheck.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "play",
    mixinStandardHelpOptions = true,
    description =
        "Plays over RTMP, HTTP-FLV or HLS, or fetches files, and times what publishers have stamped.")
final class PlayCommand implements Callable<Integer> {
  @Option(
      names = "--from",
      required = true,
      description =
          "rtmp://HOST:PORT/APP/NAME or http://HOST:PORT/PATH, with {} for a name; of a PATH that ends with .m3u8 all pieces")
  private String from;

  @ArgGroup private Names names = new Names();

  @Option(
      names = "--start",
      converter = RunOptions.Seconds.class,
      description = "where in a show to begin")
  private Duration start;

  @Option(
      names = "--buffer",
      converter = RunOptions.Seconds.class,
      defaultValue = "3s",
      description = "what a player likes to hold ahead; 60m and more means all of it")
  private Duration buffer;

  @Option(
      names = "--seek-every",
      converter = RunOptions.Seconds.class,
      description = "how long to play before each seek")
  private Duration seekEvery;

  @Option(
      names = "--seek-within",
      converter = RunOptions.Seconds.class,
      defaultValue = "0s",
      description = "seeks go to random places before this")
  private Duration seekWithin;

  @Option(names = "--again", description = "begin anew when a show is over")
  private boolean again;

  @Spec private CommandSpec spec;
  @Mixin private RunOptions options;

  @Override
  public Integer call() throws InterruptedException, IOException {
    PlayPlan plan = new PlayPlan(from, names.list(), start, buffer, seekEvery, seekWithin, again);
    try (Stage stage = new Stage(options.threads())) {
      Players.Entry entry = entry(plan, stage.venue().dialer());
      Players players = new Players(plan, entry, stage.venue());
      return stage.run(options.plan(), players).isComplete() ? 0 : 1;
    }
  }

  private Players.Entry entry(PlayPlan plan, Dialer dialer) {
    if (from.startsWith("rtmp:")) {
      return new RtmpEntry(plan, dialer);
    }
    if (from.startsWith("http:")) {
      return new HttpEntry(dialer);
    }
    throw new ParameterException(spec.commandLine(), "--from is neither rtmp: nor http:: " + from);
  }

  /** What stands for {@code {}} in the address. */
  private static final class Names {
    @Option(
        names = "--names",
        description = "a file with a name in each line; unless told, the players' numbers")
    private Path file;

    @Option(
        names = "--streams",
        description = "numbers below this, which players share; unless told, each has its own")
    private int streams;

    List<String> list() throws IOException {
      return file != null
          ? Files.readAllLines(file)
          : IntStream.range(0, streams).mapToObj(Integer::toString).toList();
    }
  }
}
