package tv.aircheck.rtmp;

import io.netty.channel.EventLoopGroup;
import java.util.concurrent.CompletableFuture;
import tv.aircheck.rtmp.client.ClientSession;
import tv.aircheck.rtmp.client.PlayRole;
import tv.aircheck.rtmp.message.Command;

/** Plays one stream from a server. Methods may be called from any thread. */
public final class RtmpPlayer implements AutoCloseable {
  private final ClientSession session;

  private RtmpPlayer(ClientSession session) {
    this.session = session;
  }

  /**
   * Connects and plays.
   *
   * @param startMs as in {@link PlayRequest#startMs}
   * @return done when the server said Play.Start; fails with {@link RtmpException} and the server's
   *     words
   */
  public static CompletableFuture<RtmpPlayer> connect(
      RtmpUri uri, long startMs, Transport transport, EventLoopGroup group, PlayerListener events) {
    return ClientConnector.connect(uri, new PlayRole(uri.name(), startMs, events), transport, group)
        .thenApply(RtmpPlayer::new);
  }

  /** Asks to go to a moment; the answer is the status {@link StatusCode#SEEK_NOTIFY}. */
  public void seek(long positionMs) {
    command(Command.of("seek", 0, null, (double) positionMs));
  }

  /**
   * Asks to stop, or to go on from a moment; the answer is {@link StatusCode#PAUSE_NOTIFY} or
   * {@link StatusCode#UNPAUSE_NOTIFY}.
   */
  public void pause(boolean paused, long positionMs) {
    command(Command.of("pause", 0, null, paused, (double) positionMs));
  }

  private void command(Command command) {
    session.onStream(
        writer -> {
          writer.stream(session.streamId(), command);
          writer.flush();
        },
        () -> {});
  }

  /** Reads nothing more for now, as a slow player would. */
  public void pauseReading() {
    session.pauseReading(true);
  }

  public void resumeReading() {
    session.pauseReading(false);
  }

  /** Done when the connection is gone. */
  public CompletableFuture<CloseReason> closed() {
    return session.closed();
  }

  @Override
  public void close() {
    session.close();
  }
}
