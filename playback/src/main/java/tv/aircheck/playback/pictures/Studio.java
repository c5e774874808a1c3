package tv.aircheck.playback.pictures;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.playback.Failures;

/**
 * Makes one picture at a time, on a thread of its own. Each is made once for all who ask for it
 * meanwhile; the more urgent goes before the less, between two tiles of a sheet, too. Any thread.
 */
final class Studio implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Studio.class);

  private static final long LINGER_MS = 3_000;
  private static final int WHOLE = 100;

  /** How urgent; the first goes first. */
  enum Rank {
    /** A single picture. */
    THUMB,
    /** A sheet that somebody waits for. */
    SHEET,
    /** A sheet that somebody may ask for: made with a part of the time only. */
    BACKGROUND
  }

  private final PicturesSettings settings;
  private final PictureMaker maker;
  private final LongSupplier nanoTicker;
  private final PicturesListener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Rank, Deque<Job>> waiting = new EnumMap<>(Rank.class);
  private final Map<String, Job> byKey = new HashMap<>();
  private final Thread thread;
  private long backgroundAt;
  private boolean closed;

  private static final class Job {
    final String key;
    final Work work;
    final CompletableFuture<byte[]> result = new CompletableFuture<>();
    Rank rank;
    long nanos;

    Job(String key, Rank rank, Work work) {
      this.key = key;
      this.rank = rank;
      this.work = work;
    }
  }

  /** The maker is closed with this. */
  Studio(
      PicturesSettings settings,
      PictureMaker maker,
      LongSupplier nanoTicker,
      PicturesListener listener) {
    this.settings = settings;
    this.maker = maker;
    this.nanoTicker = nanoTicker;
    this.listener = listener;
    for (Rank rank : Rank.values()) {
      waiting.put(rank, new ArrayDeque<>());
    }
    backgroundAt = nanoTicker.getAsLong();
    thread = new Thread(this::run, "pictures");
    thread.setDaemon(true);
    thread.start();
  }

  boolean isAvailable() {
    return maker.isAvailable();
  }

  /** How many wait. */
  int waiting() {
    lock.lock();
    try {
      return byKey.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Has something made, or joins those who wait for it.
   *
   * @return fails with {@link NoPicture}, or what else went wrong
   * @throws NoPicture if no more may wait
   */
  CompletableFuture<byte[]> ask(String key, Rank rank, Work work) throws NoPicture {
    lock.lock();
    try {
      Job job = byKey.get(key);
      if (job == null) {
        job = new Job(key, rank, work);
        enter(job);
      } else if (rank.compareTo(job.rank) < 0) {
        hurry(job, rank);
      }
      return job.result;
    } finally {
      lock.unlock();
    }
  }

  private void enter(Job job) throws NoPicture {
    Deque<Job> queue = waiting.get(job.rank);
    if (closed || queue.size() >= settings.waiting()) {
      throw new NoPicture(
          NoPicture.Reason.BUSY, queue.size() + " others wait for their pictures; try again later");
    }
    queue.addLast(job);
    byKey.put(job.key, job);
    changed.signal();
  }

  /** It may be in hand just now, and is in no queue then. */
  private void hurry(Job job, Rank rank) {
    if (waiting.get(job.rank).remove(job)) {
      waiting.get(rank).addLast(job);
      changed.signal();
    }
    job.rank = rank;
  }

  private void run() {
    try {
      for (Job job = next(); job != null; job = next()) {
        step(job);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    NoPicture why = new NoPicture(NoPicture.Reason.BUSY, "the server is shutting down");
    byKey.values().forEach(job -> job.result.completeExceptionally(why));
  }

  /** The most urgent; null at the end. */
  private Job next() throws InterruptedException {
    lock.lock();
    try {
      boolean warm = true;
      while (!closed) {
        Job job = waiting.get(Rank.THUMB).pollFirst();
        job = job == null ? waiting.get(Rank.SHEET).pollFirst() : job;
        long pause = backgroundAt - nanoTicker.getAsLong();
        job = job == null && pause <= 0 ? waiting.get(Rank.BACKGROUND).pollFirst() : job;
        if (job != null) {
          return job;
        }
        if (!waiting.get(Rank.BACKGROUND).isEmpty()) {
          changed.awaitNanos(pause);
        } else if (!warm) {
          changed.await();
        } else if (changed.awaitNanos(settings.keepWarm().toNanos()) <= 0) {
          maker.rest();
          warm = false;
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void step(Job job) {
    long began = nanoTicker.getAsLong();
    try {
      byte[] made = job.work.step(maker);
      long took = nanoTicker.getAsLong() - began;
      job.nanos += took;
      if (made == null) {
        goOn(job, took);
      } else {
        listener.made(job.work.what(), job.nanos);
        job.work.keep().ready(made);
        leave(job);
        job.result.complete(made);
        keep(job, made);
      }
    } catch (Throwable e) { // The thread is all there is: whatever happened concerns this one job.
      if (!isForeseen(e)) {
        log.error("making {} failed in a way that nobody foresaw", job.key, e);
      }
      leave(job);
      job.result.completeExceptionally(e);
    }
  }

  private static boolean isForeseen(Throwable failure) {
    return failure instanceof NoPicture
        || failure instanceof IOException
        || (failure instanceof Exception why && Failures.mayPass(why));
  }

  /** Whoever waited has it, whatever becomes of it. */
  private static void keep(Job job, byte[] made) {
    try {
      job.work.keep().after(made);
    } catch (Throwable e) { // as above
      log.error("{} was made, and cannot be kept", job.key, e);
    }
  }

  private void goOn(Job job, long took) {
    lock.lock();
    try {
      if (job.rank == Rank.BACKGROUND) {
        long share = Math.max(1, settings.backgroundPercent());
        backgroundAt = nanoTicker.getAsLong() + took * (WHOLE - share) / share;
      }
      waiting.get(job.rank).addFirst(job);
    } finally {
      lock.unlock();
    }
  }

  private void leave(Job job) {
    lock.lock();
    try {
      byKey.remove(job.key);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    maker.close();
    try {
      thread.join(LINGER_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
