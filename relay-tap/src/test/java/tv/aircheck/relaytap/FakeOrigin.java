package tv.aircheck.relaytap;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tv.aircheck.relay.Frame;
import tv.aircheck.relay.RelayAuth;
import tv.aircheck.relay.RelayHandshake;
import tv.aircheck.relay.RelayLimits;
import tv.aircheck.relay.RelayPeer;
import tv.aircheck.relay.RelayPipeline;
import tv.aircheck.testkit.Await;

/** An origin that says what the test tells it to. */
final class FakeOrigin implements AutoCloseable {
  static final String NODE = "origin-1";

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final BlockingQueue<Connection> welcomed = new LinkedBlockingQueue<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final RelayAuth auth;
  private final RelayLimits limits;
  private final Channel server;

  FakeOrigin(String secret, RelayLimits limits) {
    this(secret, limits, 0);
  }

  FakeOrigin(String secret, RelayLimits limits, int port) {
    this.auth = auth(secret);
    this.limits = limits;
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel socket) {
                    accepted.incrementAndGet();
                    install(socket);
                  }
                });
    this.server = Await.value("port " + port + " is free", () -> bind(bootstrap, port));
  }

  /**
   * The system may have lent a port that is used a second time to somebody's connection meanwhile.
   */
  private static Optional<Channel> bind(ServerBootstrap bootstrap, int port) {
    ChannelFuture bound = bootstrap.bind(InetAddress.getLoopbackAddress(), port);
    return bound.awaitUninterruptibly().isSuccess()
        ? Optional.of(bound.channel())
        : Optional.empty();
  }

  static RelayAuth auth(String secret) {
    return new RelayAuth(secret.getBytes(StandardCharsets.UTF_8), new SecureRandom());
  }

  private void install(Channel socket) {
    RelayHandshake handshake = RelayHandshake.origin(NODE, limits, auth);
    RelayPipeline.install(socket.pipeline(), handshake, limits, new Connection());
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.localAddress();
  }

  /** TCP connections taken so far, whatever became of them. */
  int accepted() {
    return accepted.get();
  }

  /** The next connection whose handshake succeeded. */
  Connection next() {
    return Await.value("a tap connects", () -> Optional.ofNullable(welcomed.poll()));
  }

  /** The next such connection, or null if none comes soon. */
  Connection poll() {
    return poll(welcomed);
  }

  private static <T> T poll(BlockingQueue<T> queue) {
    try {
      return queue.poll(2, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /** One tap's connection. */
  final class Connection extends ChannelInboundHandlerAdapter {
    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private volatile Channel channel;
    private volatile Throwable fault;

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof RelayPeer) {
        channel = ctx.channel();
        welcomed.add(this);
      }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      frames.add((Frame) message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      fault = cause;
      ctx.fireExceptionCaught(cause);
    }

    /** The next frame the tap sent. */
    Frame frame() {
      return Await.value("a frame comes from the tap", () -> Optional.ofNullable(frames.poll()));
    }

    /** The next frame, or null if none comes soon. */
    Frame poll() {
      return FakeOrigin.poll(frames);
    }

    Frame.Subscribe subscribed() {
      return (Frame.Subscribe) frame();
    }

    /** Credit the tap grants with its next frame. */
    int credit() {
      return ((Frame.Credit) frame()).bytes();
    }

    boolean silent() {
      return frames.isEmpty();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a cut connection is what many tests want
    void send(Frame... all) {
      for (Frame each : all) {
        channel.write(each);
      }
      channel.flush();
    }

    Channel channel() {
      return channel;
    }

    /** How the connection ended, as the tap said. */
    Throwable fault() {
      return Await.value("the tap complains", () -> Optional.ofNullable(fault));
    }

    void cut() {
      channel.close().syncUninterruptibly();
    }
  }
}
