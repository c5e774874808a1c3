package tv.aircheck.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.util.function.Consumer;
import tv.aircheck.rtmp.Transport;

/** Opens connections. */
record Dialer(Transport transport) {
  /**
   * @param prepare gives the channel its handlers, on the event loop
   * @param failed hears why there is no connection
   */
  void connect(
      EventLoop loop,
      String host,
      int port,
      Consumer<SocketChannel> prepare,
      Consumer<IOException> failed) {
    new Bootstrap()
        .group(loop)
        .channel(transport.channel())
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                prepare.accept(channel);
              }
            })
        .connect(host, port)
        .addListener(
            connected -> {
              if (!connected.isSuccess()) {
                failed.accept(
                    new IOException("cannot connect to " + host + ":" + port, connected.cause()));
              }
            });
  }
}
