package tv.aircheck.relaytap;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.relay.ErrorCode;
import tv.aircheck.relay.Frame;
import tv.aircheck.relay.Held;
import tv.aircheck.relay.RelayException;
import tv.aircheck.relay.RelayPeer;
import tv.aircheck.relay.TakeOpen;

/** One connection to the origin, from the handshake to its end. Event loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel
final class TapSession extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(TapSession.class);

  /** What the tap wants to know of its connection. */
  interface Events {
    void subscribed(String originNode);

    /** Once, if the connection ever stood. {@code cause} is null when the origin just closed it. */
    void lost(Throwable cause);
  }

  private enum State {
    GREETING,
    LIVE,
    OVER
  }

  private final TapSettings.Subscription subscription;
  private final TakeTable takes;
  private final CreditWindow credit;
  private final Delivery delivery;
  private final Events events;
  private State state = State.GREETING;
  private ChannelHandlerContext ctx;
  private Throwable cause;

  TapSession(
      TapSettings.Subscription subscription,
      TakeTable takes,
      CreditWindow credit,
      Delivery delivery,
      Events events) {
    this.subscription = subscription;
    this.takes = takes;
    this.credit = credit;
    this.delivery = delivery;
    this.events = events;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    ctx = context;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof RelayPeer origin && state == State.GREETING) {
      subscribe(origin.nodeId());
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  private void subscribe(String originNode) {
    List<Held> held = delivery.held(originNode);
    takes.reconnect(held);
    state = State.LIVE;
    ctx.write(
        new Frame.Subscribe(
            subscription.pattern(), subscription.durable(), subscription.group(), held));
    int bytes = credit.reopen();
    if (bytes > 0) {
      ctx.write(new Frame.Credit(bytes));
    }
    ctx.flush();
    events.subscribed(originNode);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws RelayException {
    if (state != State.LIVE) {
      ReferenceCountUtil.release(message);
      return;
    }
    Frame frame = (Frame) message;
    switch (frame.type()) {
      case DATA -> data((Frame.Data) frame);
      case MARK -> mark((Frame.TakeMark) frame);
      case TAKE_OPEN -> open((TakeOpen) frame);
      case TAKE_END -> end((Frame.TakeEnd) frame);
      case TAKE_GONE -> gone(((Frame.TakeGone) frame).takeId());
      case GAP -> gap((Frame.Gap) frame);
      case REDIRECT, LOAD -> log.debug("ignored for now: {}", frame);
      default -> throw new RelayException(ErrorCode.PROTOCOL, "a tap takes no " + frame.type());
    }
  }

  private void open(TakeOpen open) throws RelayException {
    TapTake take = takes.open(open);
    long asked = take.next();
    delivery.about(take, listener -> listener.opened(open.startingAt(asked)));
    if (asked < open.startPosition()) {
      lose(take, new Frame.Gap(open.handle(), asked, open.startPosition(), open.context()));
    }
    if (take.hasAck()) {
      ctx.writeAndFlush(new Frame.Ack(take.handle(), take.acked()));
    }
  }

  private void mark(Frame.TakeMark frame) throws RelayException {
    TapTake take = takes.get(frame.handle());
    take.mark(frame.mark());
    delivery.about(take, listener -> listener.mark(take.id(), frame.mark()));
  }

  private void data(Frame.Data frame) throws RelayException {
    int bytes = frame.run().readableBytes();
    TapTake take;
    try {
      take = takes.get(frame.handle());
      take.data(frame.position(), bytes);
      credit.spend(bytes); // last: what is refused here nobody will give back
    } catch (RelayException e) {
      frame.release();
      throw e;
    }
    if (take.muted()) {
      frame.release();
      if (credit.returned(bytes)) {
        grant();
      }
    } else {
      delivery.about(take, listener -> listener.data(take.id(), frame.position(), frame.run()));
    }
  }

  private void gap(Frame.Gap gap) throws RelayException {
    lose(takes.get(gap.handle()), gap);
  }

  private void lose(TapTake take, Frame.Gap gap) throws RelayException {
    take.gap(gap.from(), gap.to(), gap.after().lastMark());
    delivery.about(take, listener -> listener.gap(take.id(), gap.from(), gap.to(), gap.after()));
  }

  private void end(Frame.TakeEnd end) throws RelayException {
    TapTake take = takes.get(end.handle());
    take.end(end.finalPosition());
    delivery.about(take, listener -> listener.ended(take.id(), end.finalPosition(), end.reason()));
    if (!subscription.durable() || take.finished()) {
      takes.remove(take);
    }
  }

  private void gone(String takeId) throws RelayException {
    TapTake take = takes.get(takeId);
    if (take == null || take.state() != TapTake.State.HELD) {
      throw new RelayException(ErrorCode.PROTOCOL, "take " + takeId + " was not asked for");
    }
    takes.remove(take);
    delivery.about(take, listener -> listener.gone(takeId));
  }

  /** Grants the origin what has come back. */
  void grant() {
    if (state != State.LIVE) {
      credit.collect();
      return;
    }
    int bytes = credit.grant();
    if (bytes > 0) {
      ctx.writeAndFlush(new Frame.Credit(bytes));
    }
  }

  /** Tells the origin, now or when the take is opened again; {@link #flush} follows. */
  void ack(String takeId, long position) {
    TapTake take = takes.get(takeId);
    if (take == null || !take.ack(position)) {
      return;
    }
    if (state == State.LIVE && take.state() != TapTake.State.HELD) {
      ctx.write(new Frame.Ack(take.handle(), position));
      if (take.finished()) {
        takes.remove(take);
      }
    }
  }

  void flush() {
    if (state == State.LIVE) {
      ctx.flush();
    }
  }

  /** The tap is closed: nothing more is delivered. What was written before is sent. */
  void close() {
    state = State.OVER;
    if (ctx != null) {
      ctx.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
    if (cause == null) {
      cause = thrown;
    }
    state = State.OVER;
    context.fireExceptionCaught(thrown);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    state = State.OVER;
    events.lost(cause);
    context.fireChannelInactive();
  }
}
