package tv.aircheck.index;

/**
 * What is kept of a channel.
 *
 * @param locked how many of the broadcasts are
 * @param bytes of media
 * @param going broadcasts that are marked for deletion or being removed; they are not in the others
 * @param clipped broadcasts that were removed, and of which only clips are left
 */
public record ChannelSum(
    OnAir onAir,
    int broadcasts,
    int locked,
    long bytes,
    int going,
    long goingBytes,
    int clipped,
    long clippedBytes) {
  /**
   * When it was on air.
   *
   * @param now whether a broadcast of it is
   * @param lastStartedAtMs when its newest broadcast began; -1 without one
   */
  public record OnAir(boolean now, long lastStartedAtMs) {}
}
