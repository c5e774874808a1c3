package tv.aircheck.index;

/**
 * What is kept of a channel.
 *
 * @param locked how many of the broadcasts are
 * @param bytes of media
 * @param going broadcasts that are marked for deletion or being removed; they are not in the others
 */
public record ChannelSum(int broadcasts, int locked, long bytes, int going, long goingBytes) {}
