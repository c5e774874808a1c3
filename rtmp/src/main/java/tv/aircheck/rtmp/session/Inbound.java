package tv.aircheck.rtmp.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Ticker;
import tv.aircheck.rtmp.chunk.ChunkDecoder;
import tv.aircheck.rtmp.chunk.ChunkInput;
import tv.aircheck.rtmp.chunk.ChunkLimits;
import tv.aircheck.rtmp.message.Acknowledgement;
import tv.aircheck.rtmp.message.Acknowledgements;

/**
 * The way in: read buffers become chunks, messages, and calls of the router. Two may stop it: the
 * session while the application has not yet answered (then nothing that was read is looked at
 * either), and a publisher's handler that cannot keep up.
 */
final class Inbound {
  private final ChannelHandlerContext ctx;
  private final Acknowledgements acknowledgements = new Acknowledgements();
  private final MessageRouter router;
  private final ChunkDecoder decoder;
  private final ChunkInput input;
  private final Gathering gathering;
  private boolean held;
  private boolean paused;

  Inbound(ChannelHandlerContext ctx, ServerSession session, ChunkLimits limits) {
    Ticker ticker = ctx.channel().eventLoop().ticker();
    this.ctx = ctx;
    this.router = new MessageRouter(session, acknowledgements, ticker);
    this.decoder = new ChunkDecoder(limits, ticker, router);
    this.input = new ChunkInput(decoder);
    this.gathering = new Gathering(ctx.channel());
  }

  /** Takes a read buffer; ownership passes here. */
  void feed(ByteBuf in) {
    input.feed(in);
  }

  void limits(ChunkLimits limits) {
    decoder.limits(limits);
  }

  /** Until the application answers. */
  void hold() {
    held = true;
    input.suspend();
    applyToSocket();
  }

  /**
   * The application has answered: looks at what came meanwhile.
   *
   * @return whether anything had been held
   */
  boolean release() {
    if (!held) {
      return false;
    }
    held = false;
    input.resume();
    applyToSocket();
    return true;
  }

  void pause(boolean pause) {
    paused = pause;
    applyToSocket();
  }

  /** The connection is there. */
  void open() {
    gathering.enter();
  }

  /** The connection is gone. */
  void gone() {
    close();
    gathering.leave();
  }

  void mayGather(boolean allowed) {
    gathering.allow(allowed);
  }

  /** Once a second. */
  void tick() {
    gathering.adapt(input.received());
  }

  /** While nothing is read, nobody can be blamed for silence. */
  boolean isOpen() {
    return !held && !paused;
  }

  private void applyToSocket() {
    ctx.channel().config().setAutoRead(isOpen());
  }

  /** The acknowledgement to send now; null if it is too early. */
  Acknowledgement dueAcknowledgement() {
    return acknowledgements.due(input.received());
  }

  /** Whether there was audio or video since this was last asked. */
  boolean takeMediaSeen() {
    return router.takeMediaSeen();
  }

  /** For how long the slowest unfinished message has been under way. */
  long longestWaitNanos() {
    return isOpen() ? decoder.longestWaitNanos() : 0;
  }

  /** Drops what waits and all that comes, and lets the socket run dry. */
  void close() {
    held = false;
    paused = false;
    gathering.allow(false);
    input.close();
    applyToSocket();
  }
}
