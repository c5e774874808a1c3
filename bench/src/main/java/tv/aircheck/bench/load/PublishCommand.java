package tv.aircheck.bench.load;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = "Publishes streams of 1.15 Mbit/s: H.264 720p with a GOP of 2 s, and AAC.")
final class PublishCommand implements Callable<Integer> {
  /** Between the first one's beginning and the last one's answer, beyond what was planned. */
  private static final Duration LATE_ENTRY = Duration.ofSeconds(30);

  @Option(
      names = "--to",
      required = true,
      description = "rtmp://HOST:PORT/APP; or tcp://HOST:PORT for the same bytes without RTMP")
  private URI to;

  @Option(
      names = "--prefix",
      defaultValue = "load",
      description = "streams are called so, with a number")
  private String prefix;

  @Option(
      names = "--send",
      defaultValue = "TAG",
      description = "what goes out at once: ${COMPLETION-CANDIDATES}")
  private SendUnit unit;

  @Option(names = "--speed", defaultValue = "1", description = "times real time")
  private double speed;

  @Option(
      names = "--clip",
      converter = RunOptions.Seconds.class,
      description = "how long a stream is, after which it ends; unless told, until the run ends")
  private Duration clip;

  @Option(
      names = "--stamp",
      description = "say in each picture when it was sent, for players to measure by")
  private boolean stamped;

  @Option(
      names = "--reconnect",
      description = "who is refused or cut off tries again, until the run ends")
  private boolean reconnecting;

  @Mixin private RunOptions options;

  @Override
  public Integer call() throws InterruptedException {
    RunPlan plan = options.plan();
    Target target = new Target(to, prefix);
    try (Wires wires = new Wires(clipMs(plan), unit, stamped);
        Stage stage = new Stage(options.threads())) {
      Publishers publishers = new Publishers(target, wires, speed, reconnecting, stage.venue());
      return stage.run(plan, publishers).isComplete() ? 0 : 1;
    }
  }

  private long clipMs(RunPlan plan) {
    if (clip != null) {
      return clip.toMillis();
    }
    Duration longest = plan.within().plus(LATE_ENTRY).plus(plan.total());
    return (long) (longest.toMillis() * speed);
  }
}
