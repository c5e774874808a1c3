package tv.aircheck.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;

/**
 * One connection that sends the wire at its pace. What is due goes out in one write of a view on
 * the wire; while the socket has not taken the last one, nothing is added, and what piles up is
 * late. Lives on its connection's event loop.
 */
final class Publisher {
  private final Wire wire;
  private final Channel channel;
  private final ChannelHandlerContext out;
  private final Runnable end;
  private final double speed;
  private final long startNanos;

  /** Reused for each write: there is never more than one under way. */
  private final ByteBuf view;

  private int next;
  private boolean ended;

  /**
   * @param end to be called when the whole wire has been sent
   * @param speed 1 for real time
   */
  Publisher(Wire wire, Channel channel, Runnable end, double speed, long startNanos) {
    this.wire = wire;
    this.channel = channel;
    this.out = channel.pipeline().firstContext();
    this.end = end;
    this.speed = speed;
    this.startNanos = startNanos;
    this.view = wire.bytes().duplicate();
  }

  /** Sends what is due; says how late the oldest of it was, or -1 if there was nothing to send. */
  long send(long nowNanos) {
    if (ended || isBusy()) {
      return -1;
    }
    if (isDone()) {
      ended = true;
      end.run();
      return -1;
    }
    double sinceStart = (nowNanos - startNanos) * speed;
    int due = wire.firstNotDue(next, (long) (sinceStart / 1e6));
    if (due == next) {
      return -1;
    }
    wire.stamp(next, due, nowNanos);
    view.setIndex(wire.start(next), wire.start(due));
    // The void promise allocates nothing; a failure closes the connection, which is noticed there.
    var unused = out.writeAndFlush(view.retain(), out.voidPromise());
    long late = (long) ((sinceStart - wire.dueMs(next) * 1e6) / speed);
    next = due;
    return late;
  }

  private boolean isBusy() {
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    return waiting == null || !waiting.isEmpty();
  }

  boolean isDone() {
    return next == wire.pieces();
  }

  /** What was handed to the socket, which may not have taken the last of it yet. */
  Volume volume() {
    return new Volume(wire.tagBytesBefore(next), wire.start(next));
  }
}
