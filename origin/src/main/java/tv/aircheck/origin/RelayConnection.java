package tv.aircheck.origin;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.Comparator;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.relay.ErrorCode;
import tv.aircheck.relay.Frame;
import tv.aircheck.relay.Held;
import tv.aircheck.relay.RelayException;
import tv.aircheck.relay.RelayPeer;
import tv.aircheck.relay.TakeOpen;

/**
 * One subscriber: opens the takes it asked for, feeds them to it, and takes its acknowledgements.
 * On its event loop.
 */
final class RelayConnection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(RelayConnection.class);

  private final Desk desk;
  private final RelayServer server;
  private final RelayFeeds feeds = new RelayFeeds();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Consumer<Take> onOpen = this::takeOpened;
  private ChannelHandlerContext ctx;
  private RelayPump pump;
  private RelayPeer peer;
  private Frame.Subscribe subscription;
  private Future<?> timer;
  private Throwable fault;

  RelayConnection(Desk desk, RelayServer server) {
    this.desk = desk;
    this.server = server;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    ctx = context;
    pump = new RelayPump(context.channel(), this::sentWhole);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event instanceof RelayPeer introduced) {
      peer = introduced;
      server.introduced(peer.nodeId(), this);
      desk.listener().relayConnected(peer.nodeId(), context.channel().remoteAddress().toString());
    }
    super.userEventTriggered(context, event);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws RelayException {
    if (message instanceof Frame.Subscribe wish) {
      subscribe(wish);
    } else if (message instanceof Frame.Ack ack) {
      acknowledge(ack);
    } else if (message instanceof Frame.Credit credit) {
      pump.grant(credit.bytes());
      serve();
    } else {
      String what = message instanceof Frame frame ? frame.type().name() : message.toString();
      ReferenceCountUtil.release(message);
      throw new RelayException(ErrorCode.PROTOCOL, "a tap does not send " + what);
    }
  }

  private void subscribe(Frame.Subscribe wish) throws RelayException {
    if (subscription != null) {
      throw new RelayException(ErrorCode.PROTOCOL, "SUBSCRIBE twice on one connection");
    }
    subscription = wish;
    LOG.info(
        "{} subscribes to {}, {} takes held", peer.nodeId(), wish.pattern(), wish.held().size());
    if (wish.durable()) {
      desk.takes().groups().arrived(holder(), wish.pattern());
    }
    for (Held held : wish.held()) {
      resume(held);
    }
    desk.takes().onOpen(onOpen);
    // A channel's takes come in the order they began: a recorder joins them to broadcasts so.
    desk.takes().all().stream().sorted(Comparator.comparing(Take::id)).forEach(this::open);
    long tickMs = server.tickMs();
    timer =
        ctx.executor().scheduleWithFixedDelay(this::tick, tickMs, tickMs, TimeUnit.MILLISECONDS);
    serve();
  }

  /** Whose acknowledgements count together. */
  private String holder() {
    return subscription.group().isEmpty() ? peer.nodeId() : subscription.group();
  }

  private void resume(Held held) {
    Take take = desk.takes().get(held.takeId());
    boolean known = take != null && held.position() <= take.log().end();
    if (!feeds.tell(held.takeId()) || !known || !openAt(take, held.position())) {
      LOG.info("{} asks for {} at {}: gone", peer.nodeId(), held.takeId(), held.position());
      send(new Frame.TakeGone(held.takeId()));
    }
  }

  private void takeOpened(Take take) {
    ctx.executor().execute(() -> orFail(() -> open(take)));
  }

  /** Opens a take that the subscriber wants and does not have yet, from the start of the window. */
  private void open(Take take) {
    Take.Identity who = take.identity();
    if (subscription == null
        || !ChannelPattern.matches(subscription.pattern(), who.app(), who.name())
        || isOverFor(take)
        || !feeds.tell(take.id())) {
      return;
    }
    openAt(take, 0);
  }

  /** It ended before this subscriber came, and there is nothing in it that it has to have. */
  private boolean isOverFor(Take take) {
    if (take.ended() == null) {
      return false;
    }
    long acknowledged = subscription.durable() ? take.log().acknowledged(holder()) : -1;
    return acknowledged < 0 || acknowledged >= take.log().end();
  }

  private boolean openAt(Take take, long position) {
    if (subscription.durable()) {
      take.log().hold(holder(), Math.max(position, take.log().start()));
    }
    RelayFeed feed = feeds.add(take, this::wake);
    TakeOpen open = feed.open(position, desk.settings().nodeId());
    if (open == null) {
      feeds.withdraw(feed);
      return false;
    }
    pump.add(feed);
    send(open);
    wake();
    return true;
  }

  private void acknowledge(Frame.Ack ack) throws RelayException {
    RelayFeed feed = feeds.acknowledged(ack);
    if (feed == null || !subscription.durable()) {
      return;
    }
    TakeLog log = feed.take().log();
    log.acknowledge(holder(), ack.position());
    log.trim(desk.world().tickMs());
    feed.acknowledge(ack.position());
    if (feed.isSettled()) {
      feeds.remove(feed);
    }
  }

  /** Its end has been sent; the acknowledgement of all of it may have come before that. */
  private void sentWhole(RelayFeed feed) {
    if (!subscription.durable() || feed.isSettled()) {
      feeds.remove(feed);
    }
  }

  /** From any thread: there is something to send. Any number of calls cost one task. */
  private void wake() {
    if (woken.compareAndSet(false, true)) {
      ctx.executor().execute(this::serveOrFail);
    }
  }

  private void tick() {
    pump.tick();
    serveOrFail();
  }

  private void serveOrFail() {
    orFail(this::serve);
  }

  /**
   * What a task throws would be lost with it, and the subscriber wait for ever: the connection
   * ends.
   */
  private void orFail(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      ctx.pipeline().fireExceptionCaught(e);
    }
  }

  private void serve() {
    woken.set(false);
    if (subscription == null || fault != null) {
      return;
    }
    RelayPump.Sent sent = pump.run();
    if (sent.frames() > 0) {
      desk.listener().relayed(peer.nodeId(), sent.frames(), sent.bytes());
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      wake();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel
  private void send(Frame frame) {
    ctx.write(frame);
  }

  /** Another connection of the same node took over; any thread. */
  void replaced() {
    ctx.executor()
        .execute(
            () ->
                ctx.pipeline()
                    .fireExceptionCaught(
                        new RelayException(
                            ErrorCode.REPLACED, "a newer connection of " + peer.nodeId())));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fault = cause;
    String node = peer == null ? "unknown node" : peer.nodeId();
    LOG.warn("relay to {} at {}: {}", node, context.channel().remoteAddress(), cause.toString());
    context.fireExceptionCaught(cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    desk.takes().offOpen(onOpen);
    pump.close();
    feeds.clear();
    if (timer != null) {
      timer.cancel(false);
    }
    if (peer != null) {
      server.gone(peer.nodeId(), this);
      String why = fault == null ? "closed by the recorder" : String.valueOf(fault.getMessage());
      String address = String.valueOf(context.channel().remoteAddress());
      desk.listener().relayDisconnected(peer.nodeId(), address, why);
    }
    if (subscription != null && subscription.durable()) {
      desk.takes().groups().left(holder(), desk.world().tickMs());
    }
    subscription = null;
    super.channelInactive(context);
  }
}
