package tv.aircheck.rtmp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Locale;
import tv.aircheck.rtmp.session.Breath;

/** The way to the kernel: which event loops and which channels go together. */
public enum Transport {
  IO_URING(IoUringServerSocketChannel.class, IoUringSocketChannel.class),
  EPOLL(EpollServerSocketChannel.class, EpollSocketChannel.class),
  NIO(NioServerSocketChannel.class, NioSocketChannel.class);

  private static final Long UNSENT = 256L * 1024;

  private final Class<? extends ServerSocketChannel> serverChannel;
  private final Class<? extends SocketChannel> channel;

  Transport(
      Class<? extends ServerSocketChannel> serverChannel, Class<? extends SocketChannel> channel) {
    this.serverChannel = serverChannel;
    this.channel = channel;
  }

  /**
   * The transport of a setting: {@code auto}, {@code io_uring}, {@code epoll} or {@code nio}.
   *
   * @throws IllegalArgumentException if there is none of that name, or not on this machine
   */
  public static Transport of(String setting) {
    if (setting.equalsIgnoreCase("auto")) {
      return EPOLL.unavailable() == null ? EPOLL : NIO;
    }
    for (Transport transport : values()) {
      if (transport.toString().equalsIgnoreCase(setting)) {
        return transport.required();
      }
    }
    throw new IllegalArgumentException(
        "no transport is called '" + setting + "': use auto, io_uring, epoll or nio");
  }

  private Transport required() {
    Throwable why = unavailable();
    if (why != null) {
      throw new IllegalArgumentException(
          "transport " + this + " does not work on this machine; use auto or nio", why);
    }
    return this;
  }

  /** Why this machine does not have it; null if it does. */
  private Throwable unavailable() {
    return switch (this) {
      case IO_URING -> IoUring.unavailabilityCause();
      case EPOLL -> Epoll.unavailabilityCause();
      case NIO -> null;
    };
  }

  /** Event loops for this transport's channels; the caller shuts them down. */
  public EventLoopGroup group(int threads, String name) {
    return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name), ioHandlers());
  }

  private IoHandlerFactory ioHandlers() {
    return switch (this) {
      case IO_URING -> IoUringIoHandler.newFactory();
      case EPOLL -> EpollIoHandler.newFactory(0, Breath::new);
      case NIO -> NioIoHandler.newFactory();
    };
  }

  /**
   * Keeps what the kernel takes but cannot send yet short: after a seek it is the old position's,
   * and the player has to take it all first.
   */
  void limitUnsent(ServerBootstrap bootstrap) {
    switch (this) {
      case IO_URING -> bootstrap.childOption(IoUringChannelOption.TCP_NOTSENT_LOWAT, UNSENT);
      case EPOLL -> bootstrap.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, UNSENT);
      case NIO -> {
        // Java has no such option.
      }
    }
  }

  public Class<? extends ServerSocketChannel> serverChannel() {
    return serverChannel;
  }

  public Class<? extends SocketChannel> channel() {
    return channel;
  }

  /** The word for it in the configuration. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
