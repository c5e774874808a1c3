package tv.aircheck.index;

/**
 * A time in which the store as a whole took nothing.
 *
 * @param endedAtMs null while it lasts
 * @param failures tries in vain
 */
public record StoreOutage(
    long startedAtMs, Long endedAtMs, long failures, long nextTryAtMs, String lastError) {
  public boolean lasts() {
    return endedAtMs == null;
  }
}
