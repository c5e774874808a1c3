package tv.aircheck.rtmp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.rtmp.handshake.ServerHandshake;
import tv.aircheck.rtmp.session.ServerSession;
import tv.aircheck.rtmp.session.SessionContext;

/** The front door: listens, and gives each connection a session. */
public final class RtmpServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RtmpServer.class);

  private static final int BACKLOG = 1024;
  private static final long GOODBYE_MS = 1_000;
  private static final int SMALLEST_READ = 256;
  private static final int FIRST_READ = 2048;
  private static final int LARGEST_READ = 64 * 1024;

  /**
   * What waits for a slow player in the channel itself cannot be dropped on a seek: keep it short.
   */
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(64 * 1024, 192 * 1024);

  private final RtmpServerSettings settings;
  private final Transport transport;
  private final EventLoopGroup group;
  private final SessionContext sessions;
  private final Doorkeeper door;
  private final SecureRandom random = new SecureRandom();
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private Channel listening;

  /**
   * @param group event loops of that transport; they stay the caller's
   */
  public RtmpServer(
      RtmpServerSettings settings,
      Transport transport,
      EventLoopGroup group,
      RtmpApplication application,
      RtmpListener listener) {
    this.settings = settings;
    this.transport = transport;
    this.group = group;
    this.door = new Doorkeeper(settings.connections());
    AtomicLong lastSession = new AtomicLong();
    this.sessions =
        new SessionContext(
            settings, application, listener, () -> "rtmp-" + lastSession.incrementAndGet());
  }

  /**
   * Starts to listen.
   *
   * @return the address with the port that was taken
   * @throws IOException if the address cannot be had; the message says which and why
   */
  public synchronized InetSocketAddress bind() throws IOException {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(transport.serverChannel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            // A failed write must not close what may still be read: see ServerSession.outputBroke.
            .childOption(ChannelOption.AUTO_CLOSE, false)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(SMALLEST_READ, FIRST_READ, LARGEST_READ))
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    welcome(channel);
                  }
                });
    transport.limitUnsent(bootstrap);
    ChannelFuture bound = bootstrap.bind(settings.address()).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen for RTMP on "
              + settings.address().getHostString()
              + ":"
              + settings.address().getPort()
              + ": "
              + bound.cause().getMessage(),
          bound.cause());
    }
    listening = bound.channel();
    return (InetSocketAddress) listening.localAddress();
  }

  private void welcome(SocketChannel channel) {
    InetSocketAddress from = channel.remoteAddress();
    if (from == null) {
      // Gone before it was welcomed.
      var unused = channel.close();
      return;
    }
    String refusal = door.enter(from);
    if (refusal != null) {
      log.warn("{}: connection refused: {}", from, refusal);
      sessions.listener().connectionRefused(from, refusal);
      var unused = channel.close();
      return;
    }
    channel.closeFuture().addListener(closed -> door.leave(from));
    channels.add(channel);
    channel.pipeline().addLast(new ServerHandshake(random), new ServerSession(sessions));
  }

  /** How many connections are open. */
  public int connections() {
    return door.inside();
  }

  /**
   * Stops listening, says goodbye to every peer, waits until they are gone (or the linger time).
   */
  @Override
  public synchronized void close() {
    if (listening == null) {
      return;
    }
    listening.close().awaitUninterruptibly();
    listening = null;
    for (Channel channel : channels) {
      ServerSession session = channel.pipeline().get(ServerSession.class);
      if (session != null) {
        session.shutdown();
      }
    }
    boolean gone =
        channels.newCloseFuture().awaitUninterruptibly(GOODBYE_MS, TimeUnit.MILLISECONDS);
    if (!gone) {
      channels.close().awaitUninterruptibly();
    }
  }
}
