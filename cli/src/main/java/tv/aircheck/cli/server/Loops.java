package tv.aircheck.cli.server;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tv.aircheck.cli.config.NodeConfig;
import tv.aircheck.rtmp.Transport;

/**
 * The event loops of a node.
 *
 * @param media carry publishers and players
 * @param relay carry the relay connections, so that a busy publisher's loop does not hold a
 *     recorder up
 * @param within carries the relay between the origin and the recorder of this process
 */
record Loops(Transport transport, EventLoopGroup media, EventLoopGroup relay, EventLoopGroup within)
    implements AutoCloseable {
  private static final long GRACE_MS = 500;

  static Loops of(NodeConfig node) {
    Transport transport = Transport.of(node.transport());
    int threads = node.threads() == 0 ? Runtime.getRuntime().availableProcessors() : node.threads();
    return new Loops(
        transport,
        transport.group(threads, "media"),
        transport.group(threads, "relay"),
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("relay-within"), LocalIoHandler.newFactory()));
  }

  @Override
  public void close() {
    List<Future<?>> gone =
        Stream.of(media, relay, within)
            .<Future<?>>map(loops -> loops.shutdownGracefully(0, GRACE_MS, TimeUnit.MILLISECONDS))
            .toList();
    gone.forEach(each -> each.awaitUninterruptibly(2 * GRACE_MS));
  }
}
