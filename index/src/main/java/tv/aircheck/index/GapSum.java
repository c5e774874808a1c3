package tv.aircheck.index;

/** How many gaps a take has, and how many bytes of its log they are. */
public record GapSum(int gaps, long bytes) {
  public static final GapSum NONE = new GapSum(0, 0);
}
