package tv.aircheck.index;

/**
 * Which channels to list.
 *
 * @param live only those on air
 * @param words that are in the title or in the name
 */
public record ChannelFilter(boolean live, TitleWords words) {
  public static final ChannelFilter ALL = new ChannelFilter(false, TitleWords.NONE);

  /** Whether a row that was listed has the words; the list alone may give others, too. */
  public boolean fits(ChannelRow row) {
    return words.isEmpty() || words.match(row.title(), row.channel().toString());
  }
}
