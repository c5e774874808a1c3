package tv.aircheck.bench.load;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** Lets the publishers of one event loop send what is due, a hundred times a second. */
final class Pace {
  private static final long TICK_MS = 10;
  private static final int DIGITS = 3;

  private final EventLoop loop;
  private final LongSupplier ticker;
  private final List<Publisher> publishers = new ArrayList<>();
  private final Histogram lateness = new Histogram(DIGITS);
  private final Future<?> ticks;

  /** What publishers that are gone had sent. */
  private Volume gone = Volume.NOTHING;

  Pace(EventLoop loop, LongSupplier ticker) {
    this.loop = loop;
    this.ticker = ticker;
    this.ticks = loop.scheduleAtFixedRate(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
  }

  private void tick() {
    // By index, and the clock read for each: a tick with hundreds of writes takes milliseconds.
    for (int i = 0; i < publishers.size(); i++) {
      long late = publishers.get(i).send(now());
      if (late >= 0) {
        lateness.recordValue(late);
      }
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
  void add(Publisher publisher) {
    publishers.add(publisher);
  }

  /** On the event loop. */
  void remove(Publisher publisher) {
    if (publishers.remove(publisher)) {
      gone = gone.plus(publisher.volume());
    }
  }

  /** What has been sent so far. */
  Volume sent() {
    return ask(() -> publishers.stream().map(Publisher::volume).reduce(gone, Volume::plus));
  }

  /** How late things were sent since this was last asked, in nanoseconds. */
  Histogram takeLateness() {
    return ask(
        () -> {
          Histogram taken = lateness.copy();
          lateness.reset();
          return taken;
        });
  }

  private <T> T ask(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, loop).join();
  }

  void stop() {
    ticks.cancel(false);
  }
}
