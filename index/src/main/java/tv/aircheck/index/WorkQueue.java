package tv.aircheck.index;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded queue that hands out groups. When it is full, the caller waits; once closed, it drains.
 */
final class WorkQueue {
  private final int capacity;
  private final ArrayDeque<PendingWork<?>> waiting = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition some = lock.newCondition();
  private boolean closed;

  WorkQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Whether it was taken; not after {@link #close}. */
  boolean add(PendingWork<?> work) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.size() >= capacity && !closed) {
        room.await();
      }
      if (closed) {
        return false;
      }
      waiting.add(work);
      some.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for work and takes what there is, up to max; empty only when closed and drained. */
  List<PendingWork<?>> take(int max) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && !closed) {
        some.await();
      }
      List<PendingWork<?>> group = new ArrayList<>(Math.min(max, waiting.size()));
      while (group.size() < max && !waiting.isEmpty()) {
        group.add(waiting.poll());
      }
      room.signalAll();
      return group;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      some.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
