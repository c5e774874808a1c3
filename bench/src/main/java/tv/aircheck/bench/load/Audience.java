package tv.aircheck.bench.load;

import io.netty.channel.EventLoop;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import tv.aircheck.rtmp.RtmpMessage;

/** What the players of one event loop have received, and after how long. */
final class Audience {
  /** What is timed. */
  enum Timing {
    /** From the attempt to connect to the first picture or sound. */
    FIRST_MEDIA,
    /** From a seek to the first picture or sound of the new place. */
    SEEK,
    /** From the publisher's socket to here. */
    LATENCY
  }

  private static final int DIGITS = 3;

  private final EventLoop loop;
  private final LongSupplier ticker;
  private final Map<Timing, Histogram> timings = new EnumMap<>(Timing.class);
  private long tagBytes;
  private long wireBytes;

  Audience(EventLoop loop, LongSupplier ticker) {
    this.loop = loop;
    this.ticker = ticker;
    for (Timing timing : Timing.values()) {
      timings.put(timing, new Histogram(DIGITS));
    }
  }

  EventLoop loop() {
    return loop;
  }

  /** Monotonic nanoseconds. */
  long now() {
    return ticker.getAsLong();
  }

  /** On the event loop. */
  void read(int bytes) {
    wireBytes += bytes;
  }

  /** On the event loop. */
  void tags(int bytes) {
    tagBytes += bytes;
  }

  /** On the event loop. */
  void timed(Timing timing, long nanos) {
    timings.get(timing).recordValue(Math.max(0, nanos));
  }

  /** Looks for a publisher's stamp. On the event loop. */
  void stamped(RtmpMessage message) {
    long sent = Stamp.in(message);
    if (sent != Stamp.ABSENT) {
      timed(Timing.LATENCY, now() - sent);
    }
  }

  /** What has come so far. */
  Volume received() {
    return ask(() -> new Volume(tagBytes, wireBytes));
  }

  /** Adds what was timed since this was last asked. */
  void takeTimings(Map<Timing, Histogram> sum) {
    Map<Timing, Histogram> taken =
        ask(
            () -> {
              Map<Timing, Histogram> copies = new EnumMap<>(Timing.class);
              timings.forEach((timing, histogram) -> copies.put(timing, histogram.copy()));
              timings.values().forEach(Histogram::reset);
              return copies;
            });
    taken.forEach(
        (timing, histogram) ->
            sum.computeIfAbsent(timing, t -> new Histogram(DIGITS)).add(histogram));
  }

  private <T> T ask(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, loop).join();
  }
}
