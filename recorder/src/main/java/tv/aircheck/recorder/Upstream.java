package tv.aircheck.recorder;

/** The way back to the origin. Any thread. */
interface Upstream {
  /** Before there is a tap: what was left by the last run still waits for its origin. */
  Upstream NONE =
      new Upstream() {
        @Override
        public void ack(String takeId, long position) {}

        @Override
        public void consumed(int bytes) {}
      };

  /** Everything of the take before the position is safe. */
  void ack(String takeId, long position);

  /** Runs a task once what is being handed over has been. On the event loop that hands it over. */
  default void afterThisRead(Runnable task) {
    task.run();
  }

  /** So many received bytes no longer occupy memory. */
  void consumed(int bytes);
}
