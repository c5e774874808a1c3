package tv.aircheck.rtmp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.CompletableFuture;
import tv.aircheck.rtmp.client.ClientSession;
import tv.aircheck.rtmp.client.PublishRole;

/** Publishes one stream to a server. Methods may be called from any thread. */
public final class RtmpPublisher implements AutoCloseable {
  private final ClientSession session;

  private RtmpPublisher(ClientSession session) {
    this.session = session;
  }

  /**
   * Connects, and publishes in the FMLE way.
   *
   * @return done when the server said Publish.Start; fails with {@link RtmpException} and the
   *     server's words
   */
  public static CompletableFuture<RtmpPublisher> connect(
      RtmpUri uri, Transport transport, EventLoopGroup group) {
    return ClientConnector.connect(uri, new PublishRole(uri.name()), transport, group)
        .thenApply(RtmpPublisher::new);
  }

  /**
   * Sends one message. Wait for {@link #writable} before sending on and on.
   *
   * @param type an FLV tag type: 8, 9 or 18
   * @param body ownership passes to this method
   */
  public void send(int type, long timestampMs, ByteBuf body) {
    session.onStream(
        writer -> {
          writer.media(type, session.streamId(), timestampMs, body);
          writer.flush();
        },
        body::release);
  }

  /** Sends a run of whole FLV tags, each as a message; ownership passes to this method. */
  public void sendTags(ByteBuf run) {
    session.onStream(
        writer -> {
          writer.tags(run, session.streamId(), 0);
          writer.flush();
        },
        run::release);
  }

  /** Done when more may be sent without piling up; fails when the connection is gone. */
  public CompletableFuture<Void> writable() {
    return session.writable();
  }

  /** Done when the connection is gone, with the reason and the server's words if it gave any. */
  public CompletableFuture<CloseReason> closed() {
    return session.closed();
  }

  /** Says that the stream ends, and closes once everything has gone out. */
  @Override
  public void close() {
    session.close();
  }
}
