package tv.aircheck.rtmp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import tv.aircheck.rtmp.client.ClientRole;
import tv.aircheck.rtmp.client.ClientSession;
import tv.aircheck.rtmp.handshake.ClientHandshake;

/** Opens connections for clients. */
final class ClientConnector {
  private static final int CONNECT_TIMEOUT_MS = 10_000;

  private ClientConnector() {}

  /** Done when the server has said that the stream has begun. */
  static CompletableFuture<ClientSession> connect(
      RtmpUri uri, ClientRole role, Transport transport, EventLoopGroup group) {
    ClientSession session = new ClientSession(uri, role);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(group)
            .channel(transport.channel())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel.pipeline().addLast(new ClientHandshake(new SecureRandom()), session);
                  }
                });
    bootstrap
        .connect(uri.host(), uri.port())
        .addListener(
            connected -> {
              if (!connected.isSuccess()) {
                session.unreachable(
                    new IOException(
                        "cannot connect to " + uri + ": " + connected.cause().getMessage(),
                        connected.cause()));
              }
            });
    return session.ready().thenApply(ready -> session);
  }
}
