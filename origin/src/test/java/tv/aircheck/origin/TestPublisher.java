package tv.aircheck.origin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import tv.aircheck.rtmp.CloseReason;
import tv.aircheck.rtmp.EnhancedCaps;
import tv.aircheck.rtmp.Peer;
import tv.aircheck.rtmp.PublishHandler;
import tv.aircheck.rtmp.PublishOffer;
import tv.aircheck.rtmp.PublishRequest;
import tv.aircheck.rtmp.PublishStream;
import tv.aircheck.rtmp.RtmpMessage;
import tv.aircheck.rtmp.StreamAddress;
import tv.aircheck.testkit.GeneratedTag;

/** A publisher without a socket: what an RTMP session would hand over, on an event loop. */
final class TestPublisher implements PublishOffer, PublishStream {
  private final EventLoop loop;
  private final Peer peer;
  private volatile PublishHandler handler;
  private volatile String refusal;
  private volatile boolean closed;
  private volatile boolean paused;

  private TestPublisher(EventLoop loop, String from) {
    this.loop = loop;
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(from), 50_000);
      this.peer = new Peer(address, "test", EnhancedCaps.NONE, "s" + System.identityHashCode(this));
    } catch (java.net.UnknownHostException e) {
      throw new IllegalArgumentException(from, e);
    }
  }

  static TestPublisher publish(
      Origin origin, EventLoop loop, String name, String from, Map<String, String> query) {
    TestPublisher publisher = new TestPublisher(loop, from);
    StreamAddress address = new StreamAddress("live", name, query);
    origin.publish(new PublishRequest(address, publisher.peer), publisher);
    return publisher;
  }

  static TestPublisher publish(Origin origin, EventLoop loop, String name) {
    return publish(origin, loop, name, "10.0.0.1", Map.of());
  }

  /** One read turn. */
  void send(List<GeneratedTag> tags) {
    send(tags, 0);
  }

  void send(List<GeneratedTag> tags, long clockOffsetMs) {
    onLoop(
        () -> {
          for (GeneratedTag tag : tags) {
            RtmpMessage message =
                RtmpMessage.of(tag.type(), (int) (tag.timestampMs() + clockOffsetMs), tag.body());
            if (tag.type() == 18) {
              handler.data(message);
            } else {
              handler.media(message);
            }
          }
          handler.readComplete();
        });
  }

  void send(int type, int timestamp, byte... body) {
    ByteBuf buf = Unpooled.wrappedBuffer(body);
    onLoop(
        () -> {
          handler.media(RtmpMessage.of(type, timestamp, buf));
          handler.readComplete();
        });
  }

  void end(CloseReason.Kind kind) {
    onLoop(() -> handler.closed(new CloseReason(kind, "test")));
  }

  private void onLoop(Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else {
      loop.submit(task).syncUninterruptibly();
    }
  }

  String refusal() {
    return refusal;
  }

  boolean isClosed() {
    return closed;
  }

  boolean isPaused() {
    return paused;
  }

  @Override
  public void accept(PublishHandler accepted) {
    handler = accepted;
    onLoop(() -> accepted.opened(this));
  }

  @Override
  public void refuse(String code, String words) {
    refusal = code + ": " + words;
  }

  @Override
  public EventLoop eventLoop() {
    return loop;
  }

  @Override
  public Peer peer() {
    return peer;
  }

  @Override
  public void pauseReading() {
    paused = true;
  }

  @Override
  public void mayGather(boolean allowed) {}

  @Override
  public void resumeReading() {
    paused = false;
  }

  @Override
  public void close(String code, String words) {
    closed = true;
    loop.execute(() -> handler.closed(new CloseReason(CloseReason.Kind.CLOSED, words)));
  }
}
