package tv.aircheck.rtmp;

import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The front door: listens, and gives each connection a session. */
public final class RtmpServer implements AutoCloseable {
  private final RtmpServerSettings settings;

  /**
   * @param group event loops of that transport; they stay the caller's
   */
  public RtmpServer(
      RtmpServerSettings settings,
      Transport transport,
      EventLoopGroup group,
      RtmpApplication application,
      RtmpListener listener) {
    this.settings = settings;
  }

  /**
   * Starts to listen.
   *
   * @return the address with the port that was taken
   * @throws IOException if the address cannot be had; the message says which and why
   */
  public InetSocketAddress bind() throws IOException {
    return settings.address();
  }

  /** How many connections are open. */
  public int connections() {
    return 0;
  }

  /**
   * Stops listening, says goodbye to every peer, waits until they are gone (or the linger time).
   */
  @Override
  public void close() {}
}
