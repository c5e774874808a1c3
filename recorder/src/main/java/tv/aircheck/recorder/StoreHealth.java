package tv.aircheck.recorder;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.StoreOutage;
import tv.aircheck.index.UploadRow;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.StoreBusy;

/**
 * Whether the store as a whole takes segments. After a failure that is not the segment's own fault
 * nothing is begun but one upload at a time, at intervals that grow up to a limit, for ever: an
 * outage of hours costs a few calls, and a line in the log at its start, at its end, and seldom in
 * between. Decides only; the caller acts. Any thread.
 */
final class StoreHealth {
  private static final Logger log = LoggerFactory.getLogger(StoreHealth.class);
  private static final long REMIND_EVERY_MS = TimeUnit.MINUTES.toMillis(15);

  enum State {
    UP,
    /** It failed once, which may be chance: the next upload tells. Nobody is told. */
    SHAKY,
    AWAY
  }

  private final UploadSettings settings;
  private final InstantSource clock;
  private final RandomGenerator random;
  private State state = State.UP;
  private long sinceMs;
  private long nextTryMs;
  private long saidMs;
  private int failures;
  private String lastError = "";

  /** The one upload that finds out whether it is back. */
  private UploadRow probe;

  /** Not in the index yet. */
  private StoreOutage news;

  StoreHealth(UploadSettings settings, InstantSource clock, RandomGenerator random) {
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  /** Goes on with the outage in which the last run stopped; it is tried at once. */
  synchronized void resume(StoreOutage outage) {
    state = State.AWAY;
    sinceMs = outage.startedAtMs();
    failures = Math.toIntExact(Math.min(outage.failures(), Integer.MAX_VALUE));
    lastError = outage.lastError();
    nextTryMs = clock.millis();
    saidMs = nextTryMs;
    log.warn(
        "The store took no segments when the last run stopped, since {}; it is tried again",
        Instant.ofEpochMilli(sinceMs));
  }

  synchronized State state() {
    return state;
  }

  /** How many of so many uploads may begin now. */
  synchronized int mayBegin(int wanted) {
    if (state == State.UP) {
      return wanted;
    }
    return probe == null && clock.millis() >= nextTryMs ? Math.min(1, wanted) : 0;
  }

  /** One was claimed as {@link #mayBegin} allowed. */
  synchronized void claimed(UploadRow row) {
    if (state != State.UP) {
      probe = row;
    }
  }

  /** Whether one that was claimed earlier may still ask the store. */
  synchronized boolean mayGoOn(UploadRow row) {
    return state == State.UP || row.equals(probe);
  }

  /** The store answered, be it that it refused this one for a fault of its own. */
  synchronized void answered() {
    if (state == State.UP) {
      return;
    }
    long now = clock.millis();
    if (state == State.AWAY) {
      log.info(
          "The store takes segments again, after {} s and {} tries in vain",
          (now - sinceMs) / 1_000,
          failures);
      news = outage(now);
    }
    state = State.UP;
    probe = null;
  }

  /** The upload ended without having asked the store. */
  synchronized void unasked(UploadRow row) {
    if (row.equals(probe)) {
      probe = null;
    }
  }

  /** The store, not the segment, is why it failed. */
  synchronized void failed(UploadRow row, StorageException e) {
    long now = clock.millis();
    lastError = String.valueOf(e.getMessage());
    if (state == State.UP) {
      state = State.SHAKY;
      sinceMs = now;
      failures = 1;
      nextTryMs = now + waitMs(e);
      return;
    }
    if (!row.equals(probe)) {
      return; // under way since before: it tells nothing new
    }
    probe = null;
    failures++;
    nextTryMs = now + waitMs(e);
    say(now);
    state = State.AWAY;
    news = outage(null);
  }

  /** Longer where the store asks for it. */
  private long waitMs(StorageException e) {
    long own = settings.waitMs(failures, random);
    return e instanceof StoreBusy busy ? Math.max(own, busy.retryAfter().toMillis()) : own;
  }

  private void say(long now) {
    if (state == State.SHAKY) {
      saidMs = now;
      log.warn(
          "The store takes no segments; they wait in the spool, and it is tried again and again: {}",
          lastError);
    } else if (now - saidMs >= REMIND_EVERY_MS) {
      saidMs = now;
      log.warn(
          "The store has taken no segments for {} min, after {} tries: {}",
          TimeUnit.MILLISECONDS.toMinutes(now - sinceMs),
          failures,
          lastError);
    }
  }

  private StoreOutage outage(Long endedAtMs) {
    return new StoreOutage(sinceMs, endedAtMs, failures, nextTryMs, lastError);
  }

  /** How the outage stands, if that has changed since it was {@link #noted}. */
  synchronized Optional<StoreOutage> news() {
    return Optional.ofNullable(news);
  }

  synchronized void noted(StoreOutage outage) {
    if (outage.equals(news)) {
      news = null;
    }
  }
}
