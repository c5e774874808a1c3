package tv.aircheck.rtmp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.CompletableFuture;

/** Publishes one stream to a server. Methods may be called from any thread. */
public final class RtmpPublisher implements AutoCloseable {
  private RtmpPublisher() {}

  /**
   * Connects, and publishes in the FMLE way.
   *
   * @return done when the server said Publish.Start; fails with {@link RtmpException} and the
   *     server's words
   */
  public static CompletableFuture<RtmpPublisher> connect(
      RtmpUri uri, Transport transport, EventLoopGroup group) {
    return CompletableFuture.failedFuture(new UnsupportedOperationException("not yet"));
  }

  /**
   * Queues one message and flushes.
   *
   * @param type an FLV tag type: 8, 9 or 18
   * @param body ownership passes to this method
   */
  public void send(int type, long timestampMs, ByteBuf body) {
    body.release();
  }

  /** Queues a run of whole FLV tags and flushes; ownership passes to this method. */
  public void sendTags(ByteBuf run) {
    run.release();
  }

  /** Done when more may be sent without piling up; fails when the connection is gone. */
  public CompletableFuture<Void> writable() {
    return closed().thenApply(why -> null);
  }

  /** Done when the connection is gone, with the reason and the server's words if it gave any. */
  public CompletableFuture<CloseReason> closed() {
    return CompletableFuture.completedFuture(null);
  }

  /** Says that the stream ends, and closes once everything has gone out. */
  @Override
  public void close() {}
}
