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
    int broadcasts,
    int locked,
    long bytes,
    int going,
    long goingBytes,
    int clipped,
    long clippedBytes) {}
