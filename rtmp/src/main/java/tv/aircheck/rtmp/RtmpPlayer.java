package tv.aircheck.rtmp;

import io.netty.channel.EventLoopGroup;
import java.util.concurrent.CompletableFuture;

/** Plays one stream from a server. Methods may be called from any thread. */
public final class RtmpPlayer implements AutoCloseable {
  private RtmpPlayer() {}

  /**
   * Connects and plays.
   *
   * @param startMs as in {@link PlayRequest#startMs}
   * @return done when the server said Play.Start; fails with {@link RtmpException} and the server's
   *     words
   */
  public static CompletableFuture<RtmpPlayer> connect(
      RtmpUri uri, long startMs, Transport transport, EventLoopGroup group, PlayerListener events) {
    return CompletableFuture.failedFuture(new UnsupportedOperationException("not yet"));
  }

  public void seek(long positionMs) {}

  public void pause(boolean paused, long positionMs) {}

  public void pauseReading() {}

  public void resumeReading() {}

  /** Done when the connection is gone. */
  public CompletableFuture<CloseReason> closed() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void close() {}
}
