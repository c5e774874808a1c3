package tv.aircheck.playback;

/** How often a viewer's read is tried again, and when. One thread at a time. */
public final class Patience {
  /** There is no use in asking again. */
  public static final long HOPELESS = -1;

  private static final long FIRST_WAIT_MS = 1_000;

  private final int most;
  private int failures;

  /**
   * @param most retries between two reads that went well
   */
  public Patience(int most) {
    this.most = most;
  }

  /** A read went well, or another one is wanted. */
  public void renew() {
    failures = 0;
  }

  /** Is a read being repeated? */
  public boolean isTried() {
    return failures > 0;
  }

  /** How long to wait before the next try; {@link #HOPELESS} if it is not worth one. */
  public long waitMs(Exception why) {
    if (!Failures.mayPass(why) || failures == most) {
      failures = 0;
      return HOPELESS;
    }
    return FIRST_WAIT_MS << failures++;
  }
}
