package tv.aircheck.relay;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;

/**
 * Puts a connection together, the same at both ends.
 *
 * <p>What the session handler sees:
 *
 * <ul>
 *   <li>{@code userEventTriggered} with a {@link RelayPeer} when the handshake is done. Before that
 *       no frame;
 *   <li>{@code channelRead} with a {@link Frame} of those after the handshake; PING, PONG and ERROR
 *       are dealt with before it. It owns the run of a {@link Frame.Data};
 *   <li>{@code exceptionCaught} with a {@link RelayException} when the connection fails, whoever
 *       found the fault; it passes it on by {@code ctx.fireExceptionCaught}, and the pipeline sends
 *       ERROR (if the fault was found here) and closes;
 *   <li>{@code channelInactive} when the connection is gone, also if the handshake never succeeded.
 * </ul>
 *
 * <p>A session that throws a {@link RelayException} from {@code channelRead} closes the connection
 * with that code and those words. It writes {@link Frame}s to the channel, DATA included, from any
 * thread.
 */
public final class RelayPipeline {
  private RelayPipeline() {}

  /**
   * To be called in the channel's initializer; {@code handshake} and {@code session} belong to this
   * connection alone.
   */
  public static void install(
      ChannelPipeline pipeline,
      RelayHandshake handshake,
      RelayLimits limits,
      ChannelHandler session) {
    FrameDecoder decoder = new FrameDecoder(limits);
    pipeline
        .addLast("frames-in", decoder)
        .addLast("frames-out", FrameEncoder.INSTANCE)
        .addLast("handshake", new HandshakeHandler(handshake, limits, decoder))
        .addLast("session", session)
        .addLast("errors", new ErrorCloser(decoder));
  }
}
