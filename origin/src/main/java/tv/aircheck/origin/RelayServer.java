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
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
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

  private final Desk desk;
  private final RelayServerSettings settings;
  private final ServerBootstrap bootstrap;
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Map<String, RelayConnection> byNode = new ConcurrentHashMap<>();

  RelayServer(
      Desk desk,
      RelayServerSettings settings,
      EventLoopGroup acceptor,
      EventLoopGroup loops,
      Class<? extends ServerChannel> channelClass) {
    this.desk = desk;
    this.settings = settings;
    this.bootstrap =
        new ServerBootstrap()
            .group(acceptor, loops)
            .channel(channelClass)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accept(channel);
                  }
                });
  }

  private void accept(Channel channel) {
    if (channels.size() > settings.maxConnections()) { // the listening channel is one of them
      LOG.warn(
          "relay connection from {} refused: {} are open",
          channel.remoteAddress(),
          channels.size() - 1);
      channel.close();
      return;
    }
    channels.add(channel);
    RelayHandshake handshake =
        RelayHandshake.origin(desk.settings().nodeId(), settings.limits(), settings.auth());
    RelayPipeline.install(
        channel.pipeline(), handshake, settings.limits(), new RelayConnection(desk, this));
  }

  /** Listens, and returns where. */
  public InetSocketAddress bind() throws IOException {
    ChannelFuture bound = bootstrap.bind(settings.bind()).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "relay cannot listen on " + settings.bind() + ": " + bound.cause().getMessage(),
          bound.cause());
    }
    channels.add(bound.channel());
    return (InetSocketAddress) bound.channel().localAddress();
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

  /** Stops listening and closes every connection; returns when they are closed. */
  @Override
  public void close() {
    channels.close().awaitUninterruptibly();
  }
}
