package tv.aircheck.index;

/**
 * Which broadcasts to list; null means "any".
 *
 * @param fromMs started at or after
 * @param toMs started before
 */
public record BroadcastFilter(ChannelName channel, BroadcastState state, Long fromMs, Long toMs) {
  /** All but those that are marked or being removed. */
  public static BroadcastFilter all() {
    return new BroadcastFilter(null, null, null, null);
  }

  public BroadcastFilter of(ChannelName channel) {
    return new BroadcastFilter(channel, state, fromMs, toMs);
  }

  public BroadcastFilter in(BroadcastState state) {
    return new BroadcastFilter(channel, state, fromMs, toMs);
  }

  public BroadcastFilter between(Long fromMs, Long toMs) {
    return new BroadcastFilter(channel, state, fromMs, toMs);
  }
}
