package tv.aircheck.recorder.verify;

/** Waits for a while; so that tests need not. */
@FunctionalInterface
public interface Pause {
  void nanos(long nanos) throws InterruptedException;
}
