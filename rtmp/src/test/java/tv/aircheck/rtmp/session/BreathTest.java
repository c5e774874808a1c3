package tv.aircheck.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.aircheck.rtmp.Transport;

class BreathTest {
  private static final int CROWD = 20;

  private final Transport transport = Transport.of("auto");
  private final EventLoopGroup loop = transport.group(1, "media");

  @AfterEach
  void stop() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** As with a hundred publishers, each with its timers: after each rest one of them is due. */
  @Test
  void aLoopWithTimersDueAfterEachRestReadsItsSocketsAllTheSame() throws Exception {
    AtomicInteger turns = new AtomicInteger();
    loop.next().submit(() -> Breath.census().patient(CROWD)).sync();
    var timer =
        loop.next().scheduleWithFixedDelay(turns::incrementAndGet, 15, 15, TimeUnit.MILLISECONDS);
    LinkedBlockingQueue<Integer> reads = new LinkedBlockingQueue<>();
    Channel server =
        new ServerBootstrap()
            .group(loop)
            .channel(transport.serverChannel())
            .childHandler(
                new SimpleChannelInboundHandler<ByteBuf>() {
                  @Override
                  protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
                    reads.add(turns.get());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    int port = ((InetSocketAddress) server.localAddress()).getPort();
    try (Socket publisher = new Socket(InetAddress.getLoopbackAddress(), port)) {
      for (int i = 0; i < 5; i++) {
        int sent = turns.get();
        publisher.getOutputStream().write(i);
        Integer read = reads.poll(10, TimeUnit.SECONDS);
        assertThat(read - sent).as("turns until byte %d was read", i).isLessThan(10);
      }
    }
    timer.cancel(false);
    server.close().sync();
  }
}
