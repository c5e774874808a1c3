package tv.aircheck.relaytap;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.io.Closeable;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import tv.aircheck.relay.RelayException;
import tv.aircheck.relay.RelayHandshake;
import tv.aircheck.relay.RelayPipeline;

/**
 * Subscribes to one origin and hands over its takes, in order and without a hole that was not
 * announced, for as long as it is open: a lost connection is made again, for ever, and goes on
 * where the listener says.
 *
 * <pre>
 * NEW --start--> CONNECTING --TCP stands--> GREETING --subscribed--> LIVE
 *                    ^  \________________________|____________________/
 *                    |                 failed, refused, lost
 *                 (delay)                        v
 *                    \________________________ WAITING         any --close--> CLOSED
 * </pre>
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // what becomes of a connection comes back through the session
public final class Tap implements Closeable {
  private static final long CLOSE_PATIENCE_MS = 5_000;

  /** What one read takes: several runs, of which only the last has to be gathered. */
  private static final int READ_BYTES = 256 << 10;

  /** Within a process buffers come as they are, but those that fit in here are copied together. */
  private static final int READ_BYTES_WITHIN = 64;

  private enum State {
    NEW,
    CONNECTING,
    GREETING,
    LIVE,
    WAITING,
    CLOSED
  }

  private final TapSettings settings;
  private final EventLoop loop;
  private final Class<? extends Channel> channel;
  private final Delivery delivery;
  private final Backoff backoff;
  private final OutageLog outages;
  private final TakeTable takes;
  private final CreditWindow credit;
  private final AckMailbox acks = new AckMailbox();
  private State state = State.NEW;

  /** The connection, the last one, or, at first, one that never stood. */
  private TapSession session;

  private Future<?> retry;

  /**
   * @param group one of its event loops becomes the tap's own
   * @param channel the channel class that fits {@code group} and the origin's address
   * @param random the jitter of the waits between attempts
   */
  public Tap(
      TapSettings settings,
      EventLoopGroup group,
      Class<? extends Channel> channel,
      RandomGenerator random,
      TapListener listener) {
    TapSettings.Bounds bounds = settings.bounds();
    this.settings = settings;
    this.loop = group.next();
    this.channel = channel;
    this.delivery = new Delivery(listener);
    this.backoff = new Backoff(bounds.firstRetry(), bounds.lastRetry(), random);
    this.outages = new OutageLog(settings.origin());
    this.takes = new TakeTable(bounds.maxTakes());
    this.credit = new CreditWindow(bounds.windowBytes());
    this.session = newSession();
  }

  /** Begins to connect; returns at once. */
  public void start() {
    loop.execute(
        () -> {
          if (state == State.NEW) {
            connect();
          }
        });
  }

  /** The loop on which the listener is called. */
  public Executor eventLoop() {
    return loop;
  }

  /**
   * Everything of the take before {@code position} is safe. From any thread; gathered and sent a
   * little later.
   */
  public void ack(String takeId, long position) {
    if (acks.put(takeId, position) && !loop.isShuttingDown()) {
      long delayMs = settings.bounds().ackDelay().toMillis();
      loop.schedule(this::sendAcks, delayMs, TimeUnit.MILLISECONDS);
    }
  }

  /** The listener is done with so many bytes of runs: as many more may come. From any thread. */
  public void consumed(int bytes) {
    if (credit.returned(bytes) && !loop.isShuttingDown()) {
      loop.execute(() -> session.grant());
    }
  }

  /**
   * Sends the acknowledgements that wait and closes the connection. When it returns, nothing more
   * is delivered. From any thread; idempotent.
   */
  @Override
  public void close() {
    if (loop.inEventLoop()) {
      shut();
    } else if (!loop.isShuttingDown()) {
      loop.submit(this::shut).awaitUninterruptibly(CLOSE_PATIENCE_MS);
    }
  }

  private void shut() {
    if (state == State.CLOSED) {
      return;
    }
    state = State.CLOSED;
    if (retry != null) {
      retry.cancel(false);
    }
    sendAcks();
    session.close();
  }

  private void connect() {
    state = State.CONNECTING;
    TapSession mine = newSession();
    session = mine;
    boolean network = settings.origin() instanceof InetSocketAddress;
    int readBytes = network ? READ_BYTES : READ_BYTES_WITHIN;
    Bootstrap bootstrap = new Bootstrap().group(loop).channel(channel);
    if (network) {
      bootstrap.option(ChannelOption.TCP_NODELAY, true);
    }
    bootstrap
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(readBytes))
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.bounds().connect().toMillis())
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel socket) {
                RelayPipeline.install(
                    socket.pipeline(),
                    RelayHandshake.tap(settings.nodeId(), settings.limits(), settings.auth()),
                    settings.limits(),
                    mine);
              }
            })
        .connect(settings.origin())
        .addListener((ChannelFuture attempt) -> connected(attempt));
  }

  private TapSession newSession() {
    return new TapSession(settings.subscription(), takes, credit, delivery, new ConnectionEvents());
  }

  private void connected(ChannelFuture attempt) {
    if (!attempt.isSuccess()) {
      retryLater(attempt.cause());
    } else if (state == State.CLOSED) {
      attempt.channel().close();
    } else if (state == State.CONNECTING) {
      state = State.GREETING;
    }
  }

  private void retryLater(Throwable cause) {
    if (state == State.CLOSED) {
      return;
    }
    state = State.WAITING;
    long delayMs = needsSomeone(cause) ? backoff.slowMs() : backoff.nextMs();
    retry = loop.schedule(this::connect, delayMs, TimeUnit.MILLISECONDS);
    String why = outages.lost(cause);
    delivery.aboutConnection(listener -> listener.disconnected(why));
  }

  /** Whether trying again soon is of no use. */
  private static boolean needsSomeone(Throwable cause) {
    return cause instanceof RelayException refused
        && switch (refused.code()) {
          case AUTH, VERSION, PROTOCOL, LIMIT, BUSY, REPLACED -> true;
          case IDLE, SHUTDOWN, INTERNAL, UNKNOWN -> false;
        };
  }

  private void sendAcks() {
    acks.pickUp(session::ack);
    session.flush();
  }

  private final class ConnectionEvents implements TapSession.Events {
    @Override
    public void subscribed(String originNode) {
      state = State.LIVE;
      backoff.reset();
      outages.connected(originNode);
      delivery.aboutConnection(listener -> listener.connected(originNode));
    }

    @Override
    public void lost(Throwable cause) {
      retryLater(cause);
    }
  }
}
