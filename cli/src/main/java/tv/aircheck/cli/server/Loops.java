package tv.aircheck.cli.server;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import tv.aircheck.cli.config.NodeConfig;
import tv.aircheck.rtmp.Transport;

/**
 * The event loops of a node.
 *
 * @param media carry publishers and players
 * @param relay carry the relay connections, so that a busy publisher's loop does not hold a
 *     recorder up
 */
record Loops(Transport transport, EventLoopGroup media, EventLoopGroup relay)
    implements AutoCloseable {
  private static final long GRACE_MS = 500;

  static Loops of(NodeConfig node) {
    Transport transport = Transport.of(node.transport());
    int threads = node.threads() == 0 ? Runtime.getRuntime().availableProcessors() : node.threads();
    return new Loops(
        transport, transport.group(threads, "media"), transport.group(threads, "relay"));
  }

  @Override
  public void close() {
    Future<?> mediaGone = media.shutdownGracefully(0, GRACE_MS, TimeUnit.MILLISECONDS);
    Future<?> relayGone = relay.shutdownGracefully(0, GRACE_MS, TimeUnit.MILLISECONDS);
    mediaGone.awaitUninterruptibly(2 * GRACE_MS);
    relayGone.awaitUninterruptibly(2 * GRACE_MS);
  }
}
