package tv.aircheck.rtmp.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelOutputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.rtmp.CloseReason;
import tv.aircheck.rtmp.CloseReason.Kind;
import tv.aircheck.rtmp.EnhancedCaps;
import tv.aircheck.rtmp.Peer;
import tv.aircheck.rtmp.ProtocolException;
import tv.aircheck.rtmp.StatusCode;
import tv.aircheck.rtmp.StreamAddress;
import tv.aircheck.rtmp.chunk.MessageWriter;
import tv.aircheck.rtmp.handshake.HandshakeDone;
import tv.aircheck.rtmp.message.Acknowledgement;
import tv.aircheck.rtmp.message.Command;
import tv.aircheck.rtmp.message.PeerBandwidth;
import tv.aircheck.rtmp.message.UserControl;
import tv.aircheck.rtmp.message.WindowSize;

/**
 * One connection to the server, from the handshake to the last words. Last in its pipeline;
 * everything happens on the event loop.
 */
public final class ServerSession extends ChannelInboundHandlerAdapter {
  /** Changes in {@link #become} alone. */
  private enum State {
    HANDSHAKE,
    CONNECTING,
    CONNECTED,
    /** The last words go out; what comes in is dropped. */
    CLOSING,
    CLOSED
  }

  private static final Logger log = LoggerFactory.getLogger(ServerSession.class);
  private static final long TICK_MS = 1_000;

  private final SessionContext context;
  private final MessageStreams streams = new MessageStreams(this);
  private State state = State.HANDSHAKE;
  private ChannelHandlerContext ctx;
  private Inbound inbound;
  private MessageWriter writer;
  private Liveness liveness;
  private ScheduledFuture<?> tick;
  private Peer peer;
  private ConnectInfo client;
  private CloseReason reason;

  public ServerSession(SessionContext context) {
    this.context = context;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    ctx = context;
    writer = new MessageWriter(ctx);
    inbound = new Inbound(ctx, this, SessionLimits.beforeConnect(this.context.settings()));
    liveness = new Liveness(this.context.settings().times(), now());
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    InetSocketAddress address =
        ctx.channel().remoteAddress() instanceof InetSocketAddress inet
            ? inet
            : InetSocketAddress.createUnresolved("unknown", 0);
    peer = new Peer(address, "", EnhancedCaps.NONE, this.context.sessionIds().get());
    this.context.listener().connectionOpened(address);
    inbound.open();
    tick = eventLoop().scheduleAtFixedRate(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
  }

  private void become(State next) {
    log.debug("{}: {} -> {}", peer, state, next);
    state = next;
  }

  // What comes from the socket.

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == HandshakeDone.DONE && state == State.HANDSHAKE) {
      become(State.CONNECTING);
      liveness.enter(Liveness.Phase.CONNECT, now());
    } else if (event == ChannelOutputShutdownEvent.INSTANCE) {
      outputBroke();
    }
  }

  /**
   * The peer takes nothing more. An encoder that has sent its last frame and hung up is such a
   * peer: what it sent is still to be read, up to the end.
   */
  private void outputBroke() {
    boolean mayHaveMore = streams.phase() == Liveness.Phase.PUBLISHING;
    if (state != State.CLOSING && !mayHaveMore) {
      hangUp();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    inbound.feed((ByteBuf) message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    afterReading();
  }

  private void afterReading() {
    long now = now();
    liveness.enter(phase(), now);
    liveness.bytes(now);
    if (inbound.takeMediaSeen()) {
      liveness.media(now);
    }
    if (state != State.CONNECTED) {
      return;
    }
    streams.readComplete();
    Acknowledgement due = inbound.dueAcknowledgement();
    if (due != null) {
      writer.control(due);
      writer.flush();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    streams.writabilityChanged(writer.isWritable());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof DecoderException) {
      close(new CloseReason(Kind.PROTOCOL, cause.getMessage()));
    } else if (cause instanceof IOException) {
      // Netty closes what cannot be read. What cannot be written may still hold what came before.
      log.debug("{}: {}", peer, cause.toString());
    } else {
      log.error("{}: closed for an error of ours", peer, cause);
      close(new CloseReason(Kind.CLOSED, "internal error"));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (reason == null) {
      reason = new CloseReason(Kind.DISCONNECTED, "the connection ended");
    }
    become(State.CLOSED);
    if (tick != null) {
      tick.cancel(false);
    }
    inbound.gone();
    streams.endAll(reason);
    log.debug("{}: gone, {}", peer, reason);
    this.context.listener().connectionClosed(peer.address(), reason);
  }

  // What commands bring about.

  boolean isConnected() {
    return state == State.CONNECTED;
  }

  void connect(Command command) {
    if (state != State.CONNECTING) {
      throw new ProtocolException("a second connect on one connection");
    }
    client = ConnectInfo.read(command);
    peer = new Peer(peer.address(), client.flashVersion(), client.caps(), peer.sessionId());
    become(State.CONNECTED);
    inbound.limits(SessionLimits.connected(context.settings()));
    writer.control(new WindowSize(context.settings().windowBytes()));
    writer.control(PeerBandwidth.UNBOUNDED);
    writer.control(new UserControl(UserControl.STREAM_BEGIN, 0));
    writer.setChunkSize(context.settings().chunkSize());
    reply(Replies.connected(command, client.enhanced()));
  }

  /** The address of a stream that this client calls by a name. */
  StreamAddress address(String name) throws InvalidAddressException {
    return AddressParser.parse(client.tcUrl(), client.app(), name);
  }

  void reply(Command command) {
    writer.command(command);
    writer.flush();
  }

  void closedByPeer() {
    close(new CloseReason(Kind.DISCONNECTED, "the peer said close"), null);
  }

  /** The application has answered: goes on with what the peer sent ahead. */
  void answered() {
    if (inbound.release()) {
      afterReading();
    }
  }

  // For the parts of the session.

  SessionContext context() {
    return context;
  }

  MessageStreams streams() {
    return streams;
  }

  Inbound inbound() {
    return inbound;
  }

  MessageWriter writer() {
    return writer;
  }

  Peer peer() {
    return peer;
  }

  EventLoop eventLoop() {
    return ctx.channel().eventLoop();
  }

  /** Runs on the event loop what may come from another thread. */
  void run(Runnable task) {
    if (eventLoop().inEventLoop()) {
      task.run();
      return;
    }
    eventLoop()
        .execute(
            () -> {
              try {
                task.run();
              } catch (RuntimeException e) {
                exceptionCaught(ctx, e);
              }
            });
  }

  private long now() {
    return eventLoop().ticker().nanoTime();
  }

  // Time and the end.

  private void tick() {
    long now = now();
    liveness.enter(phase(), now);
    inbound.tick();
    if (!inbound.isOpen()) {
      liveness.bytes(now);
      liveness.media(now);
    }
    CloseReason overdue = liveness.overdue(now, inbound.longestWaitNanos());
    if (overdue != null) {
      close(overdue);
    } else if (liveness.pingDue(now)) {
      int millis = (int) TimeUnit.NANOSECONDS.toMillis(now);
      writer.control(new UserControl(UserControl.PING_REQUEST, millis));
      writer.flush();
    }
  }

  private Liveness.Phase phase() {
    return switch (state) {
      case HANDSHAKE -> Liveness.Phase.HANDSHAKE;
      case CONNECTING -> Liveness.Phase.CONNECT;
      default -> streams.phase();
    };
  }

  /** The server stops: says goodbye as far as the protocol has words for it, and closes. */
  public void shutdown() {
    run(
        () -> {
          streams.sayGoodbye();
          if ((peer.caps().extensions() & EnhancedCaps.RECONNECT) != 0) {
            reply(
                Replies.onStatus(
                    Replies.STATUS, StatusCode.CONNECT_RECONNECT, "The server stops."));
          }
          close(new CloseReason(Kind.SHUTDOWN, "the server stops"), null);
        });
  }

  private void close(CloseReason why) {
    close(why, Farewell.code(why.kind(), phase()));
  }

  /**
   * Ends everything on this connection, and the connection once the last words have gone out.
   *
   * @param code goes to the peer with the reason's words; null for no status
   */
  void close(CloseReason why, String code) {
    if (state == State.CLOSING || state == State.CLOSED) {
      return;
    }
    if (why.kind() == Kind.PROTOCOL || why.kind() == Kind.IDLE) {
      log.warn("{}: closed in state {}: {}", peer, state, why.words());
    } else {
      log.info("{}: closed: {}", peer, why.words());
    }
    boolean canTell = state != State.HANDSHAKE;
    if (canTell && code != null && !streams.tell(code, why.words())) {
      reply(Replies.onStatus(Replies.ERROR, code, why.words()));
    }
    reason = why;
    become(State.CLOSING);
    tick.cancel(false);
    inbound.close();
    streams.endAll(why);
    if (canTell) {
      linger();
    } else {
      hangUp();
    }
  }

  private void hangUp() {
    var unused = ctx.close();
  }

  /**
   * Closes our direction when all has gone out, and the rest when the peer has done so too: closing
   * with bytes unread would reset the connection, and the peer would never see the last words.
   */
  private void linger() {
    long most = context.settings().times().linger().toMillis();
    ScheduledFuture<?> enough = eventLoop().schedule(this::hangUp, most, TimeUnit.MILLISECONDS);
    ctx.channel().closeFuture().addListener(closed -> enough.cancel(false));
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            written -> {
              if (ctx.channel() instanceof DuplexChannel duplex) {
                var unused = duplex.shutdownOutput();
              } else {
                hangUp();
              }
            });
  }
}
