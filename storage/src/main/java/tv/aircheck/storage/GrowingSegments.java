package tv.aircheck.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The segments being written in this process, one for each take at most, and who wants to know when
 * they grow.
 */
public final class GrowingSegments {
  private final Map<String, GrowingSegment> byTake = new ConcurrentHashMap<>();
  private final Map<String, List<Runnable>> watchers = new ConcurrentHashMap<>();

  GrowingSegments() {}

  public Optional<GrowingSegment> ofTake(String takeId) {
    return Optional.ofNullable(byTake.get(takeId));
  }

  /**
   * Calls back after a segment of the take was begun, grew, was sealed or given up. The call comes
   * on the writer's thread, once for every run written: a watcher only wakes its own thread, and
   * does not call again while that is still to come.
   */
  public Watch watch(String takeId, Runnable watcher) {
    watchers.compute(
        takeId,
        (take, known) -> {
          List<Runnable> list = known == null ? new CopyOnWriteArrayList<>() : known;
          list.add(watcher);
          return list;
        });
    return () ->
        watchers.computeIfPresent(
            takeId,
            (take, known) -> {
              known.remove(watcher);
              return known.isEmpty() ? null : known;
            });
  }

  void began(GrowingSegment segment) {
    byTake.put(segment.key().takeId(), segment);
    changed(segment);
  }

  void changed(GrowingSegment segment) {
    List<Runnable> interested = watchers.get(segment.key().takeId());
    if (interested != null) {
      interested.forEach(Runnable::run);
    }
  }

  void ended(GrowingSegment segment) {
    segment.ended();
    byTake.remove(segment.key().takeId(), segment);
    changed(segment);
  }

  /** A watcher's registration. Closing twice does no harm. */
  @FunctionalInterface
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
