package tv.aircheck.rtmp.session;

/** So many a second, with a burst of as many. */
final class RateLimit {
  private static final double SECOND = 1e9;

  private final int perSecond;
  private double left;
  private long lastNanos;

  RateLimit(int perSecond, long nowNanos) {
    this.perSecond = perSecond;
    this.left = perSecond;
    this.lastNanos = nowNanos;
  }

  /** Takes one; false if there is none left. */
  boolean take(long nowNanos) {
    left = Math.min(perSecond, left + (nowNanos - lastNanos) / SECOND * perSecond);
    lastNanos = nowNanos;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
