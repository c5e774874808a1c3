package tv.aircheck.index.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Counts wrong tokens and keys by where they come from. It remembers so many addresses and no more;
 * of IPv6 addresses those of one network (/64) count as one, since whoever has one has all.
 */
final class WrongTries {
  static final Duration WINDOW = Duration.ofMinutes(1);

  private static final int MOST_ADDRESSES = 10_000;
  private static final int GROUPS_OF_NETWORK = 4;

  private final int most;
  private final Cache<String, AtomicInteger> tries;

  /**
   * @param most in a {@link #WINDOW} that begins with the first
   */
  WrongTries(int most, LongSupplier nanoTicker) {
    this.most = most;
    this.tries =
        Caffeine.newBuilder()
            .ticker(nanoTicker::getAsLong)
            .executor(Runnable::run)
            .expireAfterWrite(WINDOW)
            .maximumSize(MOST_ADDRESSES)
            .build();
  }

  boolean isBlocked(String address) {
    AtomicInteger count = tries.getIfPresent(network(address));
    return count != null && count.get() >= most;
  }

  /** Whether it was the last that is listened to. */
  boolean wrong(String address) {
    return tries.get(network(address), key -> new AtomicInteger()).incrementAndGet() == most;
  }

  /** Addresses in figures, IPv6 in full as Java writes it: {@code 2001:db8:0:0:0:0:0:1}. */
  private static String network(String address) {
    int end = -1;
    for (int group = 0; group < GROUPS_OF_NETWORK; group++) {
      end = address.indexOf(':', end + 1);
      if (end < 0) {
        return address;
      }
    }
    return address.substring(0, end);
  }
}
