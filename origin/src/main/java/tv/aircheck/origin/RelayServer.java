package tv.aircheck.origin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.relay.RelayHandshake;
import tv.aircheck.relay.RelayPipeline;

/**
 * The origin's end of the relay protocol: listens, and serves each recorder on a connection of its
 * own.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a close that fails leaves nothing to do
public final class RelayServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RelayServer.class);
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(512 << 10, 2 << 20);

  private static final long CLOSE_PATIENCE_MS = 2_000;

  private final Desk desk;
  private final RelayServerSettings settings;
  private final ChannelGroup listening = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Map<String, RelayConnection> byNode = new ConcurrentHashMap<>();

  RelayServer(Desk desk, RelayServerSettings settings) {
    this.desk = desk;
    this.settings = settings;
  }

  private ServerBootstrap bootstrap(EventLoopGroup loops, Class<? extends ServerChannel> channel) {
    return new ServerBootstrap()
        .group(loops)
        .channel(channel)
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel accepted) {
                accept(accepted);
              }
            });
  }

  private void accept(Channel channel) {
    if (channels.size() >= settings.maxConnections()) {
      LOG.warn(
          "relay connection from {} refused: {} are open",
          channel.remoteAddress(),
          channels.size());
      channel.close();
      return;
    }
    channels.add(channel);
    RelayHandshake handshake =
        RelayHandshake.origin(desk.settings().nodeId(), settings.limits(), settings.auth());
    RelayPipeline.install(
        channel.pipeline(), handshake, settings.limits(), new RelayConnection(desk, this));
  }

  /** Listens for recorders of other processes, and returns where. */
  public InetSocketAddress bind(EventLoopGroup loops, Class<? extends ServerChannel> channel)
      throws IOException {
    ServerBootstrap bootstrap =
        bootstrap(loops, channel)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true);
    return (InetSocketAddress) listen(bootstrap, settings.bind());
  }

  /**
   * Listens for a recorder of this process, and returns where: the same protocol, but what is sent
   * are the buffers of the logs themselves.
   *
   * @param loops of {@link LocalIoHandler}s
   */
  public LocalAddress bindWithinProcess(EventLoopGroup loops) throws IOException {
    LocalAddress any = new LocalAddress(RelayServer.class);
    return (LocalAddress) listen(bootstrap(loops, LocalServerChannel.class), any);
  }

  private SocketAddress listen(ServerBootstrap bootstrap, SocketAddress address)
      throws IOException {
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "relay cannot listen on " + address + ": " + bound.cause().getMessage(), bound.cause());
    }
    listening.add(bound.channel());
    return bound.channel().localAddress();
  }

  long tickMs() {
    return settings.tick().toMillis();
  }

  /** A node has one connection: the newest. */
  void introduced(String nodeId, RelayConnection connection) {
    RelayConnection former = byNode.put(nodeId, connection);
    if (former != null) {
      former.replaced();
    }
  }

  void gone(String nodeId, RelayConnection connection) {
    byNode.remove(nodeId, connection);
  }

  /**
   * Stops listening and closes every connection; returns when they are closed. To be called before
   * the loops are shut down; if they are, it does not wait for ever.
   */
  @Override
  public void close() {
    listening.close().awaitUninterruptibly(CLOSE_PATIENCE_MS);
    channels.close().awaitUninterruptibly(CLOSE_PATIENCE_MS);
  }
}
