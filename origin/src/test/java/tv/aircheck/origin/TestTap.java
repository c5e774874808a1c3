package tv.aircheck.origin;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.ByteArrayOutputStream;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import tv.aircheck.relay.Frame;
import tv.aircheck.relay.Held;
import tv.aircheck.relay.Mark;
import tv.aircheck.relay.RelayAuth;
import tv.aircheck.relay.RelayHandshake;
import tv.aircheck.relay.RelayLimits;
import tv.aircheck.relay.RelayPeer;
import tv.aircheck.relay.RelayPipeline;
import tv.aircheck.relay.TakeOpen;

/** A subscriber that writes down what it gets. Its methods may be called from the test's thread. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails is seen by what comes
final class TestTap implements AutoCloseable {
  /** One take as this tap saw it. */
  static final class Received {
    TakeOpen open;
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final List<Mark> marks = new ArrayList<>();
    final List<Frame.Gap> gaps = new ArrayList<>();
    Frame.TakeEnd end;
    long position;
  }

  private final Channel channel;
  private final CountDownLatch introduced = new CountDownLatch(1);
  private final Map<Integer, Received> takes = new LinkedHashMap<>();
  private final List<String> gone = new ArrayList<>();
  private Throwable fault;

  TestTap(SocketAddress origin, String node, RelayAuth auth, EventLoopGroup loops)
      throws InterruptedException {
    RelayLimits limits = RelayLimits.DEFAULT;
    channel =
        new Bootstrap()
            .group(loops)
            .channel(origin instanceof LocalAddress ? LocalChannel.class : NioSocketChannel.class)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel opened) {
                    RelayPipeline.install(
                        opened.pipeline(),
                        RelayHandshake.tap(node, limits, auth),
                        limits,
                        new Session());
                  }
                })
            .connect(origin)
            .sync()
            .channel();
    introduced.await();
  }

  void subscribe(String pattern, boolean durable, Held... held) {
    channel.writeAndFlush(new Frame.Subscribe(pattern, durable, "", List.of(held)));
  }

  void credit(int bytes) {
    channel.writeAndFlush(new Frame.Credit(bytes));
  }

  void ack(int handle, long position) {
    channel.writeAndFlush(new Frame.Ack(handle, position));
  }

  boolean isClosed() {
    return !channel.isActive();
  }

  synchronized Throwable fault() {
    return fault;
  }

  synchronized List<Received> takes() {
    return new ArrayList<>(takes.values());
  }

  synchronized List<String> gone() {
    return new ArrayList<>(gone);
  }

  synchronized byte[] bytes(int take) {
    return takes().get(take).bytes.toByteArray();
  }

  synchronized long received() {
    return takes.values().stream().mapToLong(take -> take.bytes.size()).sum();
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
  }

  private final class Session extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
      if (event instanceof RelayPeer) {
        introduced.countDown();
      }
      super.userEventTriggered(ctx, event);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      synchronized (TestTap.this) {
        if (message instanceof TakeOpen open) {
          Received take = new Received();
          take.open = open;
          take.position = open.startPosition();
          takes.put(open.handle(), take);
        } else if (message instanceof Frame.Data data) {
          data(takes.get(data.handle()), data.position(), data.run());
        } else if (message instanceof Frame.TakeMark mark) {
          Received take = takes.get(mark.handle());
          check(mark.mark().position() >= take.position, "a mark behind its data");
          take.marks.add(mark.mark());
        } else if (message instanceof Frame.Gap gap) {
          Received take = takes.get(gap.handle());
          check(gap.from() == take.position, "a gap elsewhere");
          take.position = gap.to();
          take.gaps.add(gap);
        } else if (message instanceof Frame.TakeEnd end) {
          Received take = takes.get(end.handle());
          check(end.finalPosition() == take.position, "an end elsewhere");
          take.end = end;
        } else if (message instanceof Frame.TakeGone left) {
          gone.add(left.takeId());
        }
      }
    }

    private void data(Received take, long position, ByteBuf run) {
      check(position == take.position, "DATA at " + position + ", expected " + take.position);
      byte[] bytes = ByteBufUtil.getBytes(run);
      run.release();
      take.bytes.write(bytes, 0, bytes.length);
      take.position += bytes.length;
    }

    private void check(boolean right, String what) {
      if (!right) {
        fault = new AssertionError(what);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      synchronized (TestTap.this) {
        fault = cause;
      }
      ctx.fireExceptionCaught(cause);
    }
  }
}
