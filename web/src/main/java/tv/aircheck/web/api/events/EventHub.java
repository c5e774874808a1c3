package tv.aircheck.web.api.events;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexChange;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.IndexListener;

/**
 * Brings what happens to those who listen. The index tells what this process wrote; a look at the
 * audit each second tells what others did. A thread of its own asks the index what that means,
 * numbers it, and hands it to each listener's event loop.
 */
public final class EventHub implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventHub.class);
  private static final int REMEMBERED = 4096;
  private static final int MOST_PENDING = 8192;
  private static final int MOST_LISTENERS = 1000;
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Who has been away for so long is told to read anew: until then it is remembered for them. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Index index;
  private final InstantSource clock;
  private final String epoch;
  private final Pending pending = new Pending(MOST_PENDING);
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, new DefaultThreadFactory("api-events", true));
  private final EventSource source;
  private volatile Future<?> looks = CompletableFuture.completedFuture(null);

  // Guarded by this.
  private final EventRing ring = new EventRing(REMEMBERED);
  private final Set<EventStream> listeners = new LinkedHashSet<>();
  private long listenedUntilMs;

  public EventHub(Index index, InstantSource clock) {
    this.index = index;
    this.clock = clock;
    this.epoch = Long.toString(clock.millis());
    this.listenedUntilMs = clock.millis();
    this.source = new EventSource(index);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** From here on it is told what happens; until it is closed. */
  public void start() {
    index.listener(this::changed);
    looks =
        thread.scheduleWithFixedDelay(
            this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void changed(Collection<IndexChange> changes) {
    if (pending.add(changes)) {
      try {
        thread.execute(this::look);
      } catch (RejectedExecutionException e) {
        log.debug("changes after the end are told to nobody");
      }
    }
  }

  /** On the thread of its own. */
  void look() {
    try {
      if (pending.takeLost()) {
        publish(EventType.RESET, null);
      }
      List<IndexChange> changes = pending.take();
      if (isListenedTo()) {
        source.tell(changes, this::publish);
        source.audited(this::publish);
      } else {
        boolean skipped = source.skip();
        if (skipped || !changes.isEmpty()) {
          forget();
        }
      }
    } catch (IndexException e) {
      log.warn("What happened cannot be told now: {}", e.getMessage());
      publish(EventType.RESET, null);
    } catch (RuntimeException e) {
      log.error("telling what happened failed", e);
      publish(EventType.RESET, null);
    }
  }

  private synchronized boolean isListenedTo() {
    return !listeners.isEmpty() || clock.millis() - listenedUntilMs < PATIENCE.toMillis();
  }

  /** Something happened that is told to nobody. Who joined just now cannot know whether it was. */
  private synchronized void forget() {
    if (listeners.isEmpty()) {
      ring.forget();
    } else {
      publish(EventType.RESET, null);
    }
  }

  private synchronized void publish(EventType type, BroadcastRow show) {
    Event event = new Event(ring.last() + 1, type, show, clock.millis());
    ring.add(event);
    listeners.forEach(listener -> listener.tell(event));
  }

  String epoch() {
    return epoch;
  }

  /**
   * Lets somebody in, and sends what they missed; on their event loop.
   *
   * @param lastId of the last event they know; null for none
   * @return false when there are too many
   */
  synchronized boolean join(EventStream stream, String lastId) {
    if (listeners.size() >= MOST_LISTENERS) {
      return false;
    }
    listeners.add(stream);
    listenedUntilMs = clock.millis();
    stream.begin();
    if (lastId != null) {
      Optional<List<Event>> missed = number(lastId).flatMap(ring::after);
      if (missed.isPresent()) {
        missed.get().forEach(stream::send);
      } else {
        stream.send(new Event(ring.last(), EventType.RESET, null, clock.millis()));
      }
    }
    return true;
  }

  synchronized void leave(EventStream stream) {
    if (listeners.remove(stream)) {
      listenedUntilMs = clock.millis();
    }
  }

  synchronized int listening() {
    return listeners.size();
  }

  /** Of an id that this run of the server gave. */
  private Optional<Long> number(String id) {
    if (!id.startsWith(epoch + "-")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(id.substring(epoch.length() + 1)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    index.listener(IndexListener.NONE);
    looks.cancel(false);
    thread.shutdownNow();
  }
}
