package tv.aircheck.rtmp.session;

import io.netty.channel.EventLoop;
import tv.aircheck.rtmp.CloseReason;
import tv.aircheck.rtmp.Peer;
import tv.aircheck.rtmp.PublishHandler;
import tv.aircheck.rtmp.PublishStream;

/** One accepted publisher. */
final class Publishing implements PublishStream {
  private final ServerSession session;
  private final String name;
  private final PublishHandler handler;

  Publishing(ServerSession session, String name, PublishHandler handler) {
    this.session = session;
    this.name = name;
    this.handler = handler;
  }

  /** The canonical name, by which FCUnpublish and some deleteStreams speak of it. */
  String name() {
    return name;
  }

  PublishHandler handler() {
    return handler;
  }

  @Override
  public EventLoop eventLoop() {
    return session.eventLoop();
  }

  @Override
  public Peer peer() {
    return session.peer();
  }

  @Override
  public void pauseReading() {
    session.run(() -> session.inbound().pause(true));
  }

  @Override
  public void resumeReading() {
    session.run(() -> session.inbound().pause(false));
  }

  @Override
  public void mayGather(boolean allowed) {
    session.run(() -> session.inbound().mayGather(allowed));
  }

  @Override
  public void close(String code, String words) {
    session.run(() -> session.close(new CloseReason(CloseReason.Kind.CLOSED, words), code));
  }
}
