package tv.aircheck.origin;

import java.io.IOException;
import java.net.InetSocketAddress;

/** The origin's end of the relay protocol. */
public final class RelayServer implements AutoCloseable {
  private final RelayServerSettings settings;

  RelayServer(RelayServerSettings settings) {
    this.settings = settings;
  }

  /** Listens, and returns where. */
  public InetSocketAddress bind() throws IOException {
    return settings.bind();
  }

  @Override
  public void close() {}
}
