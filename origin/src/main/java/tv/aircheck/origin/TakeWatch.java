package tv.aircheck.origin;

/**
 * Wakes a reader once its log has grown to a position, or has ended; once for each {@link #arm}.
 * The reader reads by its own timer otherwise, so a wake-up that is missed costs a tick at most.
 */
final class TakeWatch {
  private static final long NEVER = Long.MAX_VALUE;

  private final Runnable wake;
  private volatile long at = NEVER;

  /**
   * @param wake called on the publisher's event loop: must hand over to the reader's own
   */
  TakeWatch(Runnable wake) {
    this.wake = wake;
  }

  void arm(long position) {
    at = position;
  }

  void grown(long end) {
    if (end >= at) {
      fire();
    }
  }

  void fire() {
    at = NEVER;
    wake.run();
  }
}
