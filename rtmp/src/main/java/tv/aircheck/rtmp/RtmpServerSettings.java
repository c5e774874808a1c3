package tv.aircheck.rtmp;

import java.net.InetSocketAddress;

/**
 * @param address where to listen; port 0 takes a free one
 * @param chunkSize bytes per chunk of what is sent; 65536 is refused by nobody
 * @param windowBytes how often the other end is asked to acknowledge
 */
public record RtmpServerSettings(
    InetSocketAddress address,
    int chunkSize,
    int windowBytes,
    ConnectionLimits connections,
    MessageLimits messages,
    TimeLimits times) {

  public static RtmpServerSettings defaults(InetSocketAddress address) {
    return new RtmpServerSettings(
        address,
        65_536,
        2_500_000,
        ConnectionLimits.DEFAULTS,
        MessageLimits.DEFAULTS,
        TimeLimits.DEFAULTS);
  }

  public RtmpServerSettings with(ConnectionLimits limits) {
    return new RtmpServerSettings(address, chunkSize, windowBytes, limits, messages, times);
  }

  public RtmpServerSettings with(MessageLimits limits) {
    return new RtmpServerSettings(address, chunkSize, windowBytes, connections, limits, times);
  }

  public RtmpServerSettings with(TimeLimits limits) {
    return new RtmpServerSettings(address, chunkSize, windowBytes, connections, messages, limits);
  }
}
