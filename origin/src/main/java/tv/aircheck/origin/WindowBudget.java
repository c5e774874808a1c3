package tv.aircheck.origin;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The memory of all logs together. Thread-safe. */
final class WindowBudget {
  /**
   * However many takes there are, each may hold this much: what comes in five seconds at 1.2
   * Mbit/s, longer than a recorder takes to have it on disk, with the pictures since the last mark.
   */
  private static final long LEAST = 704 << 10;

  /** What a stream holds that all keep pace with: that much is there for each that is let in. */
  private static final long PLACE = 384 << 10;

  private final WindowLimits limits;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong mostBytes = new AtomicLong();
  private final AtomicInteger logs = new AtomicInteger();
  private final AtomicInteger publishers = new AtomicInteger();

  WindowBudget(WindowLimits limits) {
    this.limits = limits;
  }

  void logOpened() {
    logs.incrementAndGet();
  }

  void logClosed() {
    logs.decrementAndGet();
  }

  void publisherCame() {
    publishers.incrementAndGet();
  }

  void publisherLeft() {
    publishers.decrementAndGet();
  }

  /**
   * Whether one more may come: there is a place for each, and what those on air hold has not grown
   * near to what the JVM allows, 1.8 times the limit as shipped. Streams of high rates with few
   * keyframes hold much, as a log is cut at marks only.
   */
  boolean hasRoom() {
    long most = limits.totalBytes() + limits.totalBytes() / 2;
    return publishers.get() < mostTakes() && bytes.get() < most;
  }

  /** Whether more takes that have ended wait for recorders than streams would have room. */
  boolean hasTooManyEnded() {
    return logs.get() - publishers.get() > mostTakes();
  }

  /** So many takes at once are what the limit has room for. */
  long mostTakes() {
    return Math.max(1, limits.totalBytes() / PLACE);
  }

  void taken(int chunkBytes) {
    mostBytes.accumulateAndGet(bytes.addAndGet(chunkBytes), Math::max);
  }

  void given(int chunkBytes) {
    bytes.addAndGet(-chunkBytes);
  }

  long bytes() {
    return bytes.get();
  }

  /** The most it ever was. */
  long mostBytes() {
    return mostBytes.get();
  }

  long timeMs() {
    return limits.time().toMillis();
  }

  /**
   * How much of one take's log may be kept now: the limit, or an equal share when memory is short.
   */
  long takeLimit() {
    return bytes.get() <= limits.totalBytes() ? limits.takeBytes() : share();
  }

  /**
   * The same for those who can be made to wait before anything is lost: they are told of their
   * share early, while what the others may still take until they too have to wait fits in.
   */
  long waitingLimit() {
    return bytes.get() <= limits.totalBytes() / 4 ? limits.takeBytes() : share();
  }

  private long share() {
    long share = Math.max(LEAST, limits.totalBytes() / Math.max(1, logs.get()));
    return Math.min(limits.takeBytes(), share);
  }
}
