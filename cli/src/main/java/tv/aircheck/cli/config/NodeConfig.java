package tv.aircheck.cli.config;

import tv.aircheck.rtmp.ConnectionLimits;
import tv.aircheck.rtmp.MessageLimits;
import tv.aircheck.rtmp.TimeLimits;

/**
 * What concerns the whole process.
 *
 * @param name how this node is called among others; empty: one made at the first start and kept in
 *     the data folder
 * @param relaySecret what origins and recorders prove to each other; empty: one made at the first
 *     start and kept in the data folder, which suits a node that is all roles in one
 * @param transport auto, io_uring, epoll or nio
 * @param threads event loop threads; 0 takes one per core
 * @param log level of the log lines: error, warn, info or debug
 * @param rtmpLimits what a peer on the RTMP port may do
 */
public record NodeConfig(
    String name,
    String relaySecret,
    String transport,
    int threads,
    String log,
    RtmpLimits rtmpLimits) {
  /** What a peer on the RTMP port may do; past it, its connection is closed with a reason. */
  public record RtmpLimits(
      ConnectionLimits connections, MessageLimits messages, TimeLimits times) {}

  static NodeConfig defaults() {
    return new NodeConfig(
        "",
        "",
        "auto",
        0,
        "info",
        new RtmpLimits(ConnectionLimits.DEFAULTS, MessageLimits.DEFAULTS, TimeLimits.DEFAULTS));
  }
}
