package tv.aircheck.index;

import java.util.concurrent.CompletableFuture;

/** A work in the writer's queue and the future its caller holds. */
final class PendingWork<T> {
  private final Work<T> work;
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private T result;
  private Throwable failure;

  PendingWork(Work<T> work) {
    this.work = work;
  }

  CompletableFuture<T> future() {
    return future;
  }

  /**
   * Runs it. A failure, even an Error, is its caller's, who learns of it once the group is done
   * with.
   */
  boolean run(Transaction tx) {
    result = null;
    failure = null;
    try {
      result = work.run(tx);
      return true;
    } catch (RuntimeException | Error e) {
      failure = e;
      return false;
    }
  }

  /** The group is committed. */
  void committed() {
    if (failure == null) {
      future.complete(result);
    } else {
      future.completeExceptionally(failure);
    }
  }

  /** The group was lost as a whole. */
  void lost(Exception cause) {
    future.completeExceptionally(failure == null ? cause : failure);
  }
}
