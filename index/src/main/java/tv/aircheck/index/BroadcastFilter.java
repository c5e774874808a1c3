package tv.aircheck.index;

/**
 * Which broadcasts to list; null means "any".
 *
 * @param fromMs started at or after
 * @param toMs started before
 * @param words that are in the title or in the channel's name
 */
public record BroadcastFilter(
    ChannelName channel, BroadcastState state, Long fromMs, Long toMs, TitleWords words) {
  /** All but those that are marked or being removed. */
  public static BroadcastFilter all() {
    return new BroadcastFilter(null, null, null, null, TitleWords.NONE);
  }

  public BroadcastFilter of(ChannelName channel) {
    return new BroadcastFilter(channel, state, fromMs, toMs, words);
  }

  public BroadcastFilter in(BroadcastState state) {
    return new BroadcastFilter(channel, state, fromMs, toMs, words);
  }

  public BroadcastFilter between(Long fromMs, Long toMs) {
    return new BroadcastFilter(channel, state, fromMs, toMs, words);
  }

  /** Those that may have such words: the rows that come are to be looked at with {@link #fits}. */
  public BroadcastFilter named(TitleWords words) {
    return new BroadcastFilter(channel, state, fromMs, toMs, words);
  }

  /** Whether a row that was listed has the words. */
  public boolean fits(BroadcastRow row) {
    return words.isEmpty() || words.match(row.title(), row.channel().toString());
  }
}
