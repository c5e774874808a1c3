package tv.aircheck.bench.load;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options all kinds of load have in common. */
final class RunOptions {
  private static final int ENTERING_PER_SECOND = 200;

  @Option(names = "--count", defaultValue = "1", description = "how many connections")
  private int count;

  @Option(
      names = "--within",
      converter = Seconds.class,
      description = "in what time they begin, evenly; so that 200 do in a second unless told")
  private Duration within;

  @Option(
      names = "--warm",
      converter = Seconds.class,
      defaultValue = "0s",
      description = "how long after the last one's answer the measured window begins")
  private Duration warm;

  @Option(
      names = "--measure",
      converter = Seconds.class,
      defaultValue = "0s",
      description = "how long the measured window is; unless told, until the end")
  private Duration measure;

  @Option(
      names = "--for",
      converter = Seconds.class,
      defaultValue = "0s",
      description = "how long all go on; at least until the window ends")
  private Duration total;

  @Option(names = "--threads", defaultValue = "1", description = "event loops")
  private int threads;

  RunPlan plan() {
    return new RunPlan(count, within == null ? usual() : within, warm, measure, total);
  }

  /** Whole GOPs, so that keyframes are spread evenly too. */
  private Duration usual() {
    int gops = 1 + count * 1_000 / ENTERING_PER_SECOND / Clip.GOP_MS;
    return Duration.ofMillis((long) gops * Clip.GOP_MS);
  }

  int threads() {
    return threads;
  }

  /** Times are written as {@code 250ms}, {@code 30s} or {@code 2m}. */
  static final class Seconds implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return text.endsWith("ms")
            ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
            : Duration.parse("PT" + text);
      } catch (RuntimeException e) {
        throw new TypeConversionException("'" + text + "' is no time like 250ms, 30s or 2m");
      }
    }
  }
}
