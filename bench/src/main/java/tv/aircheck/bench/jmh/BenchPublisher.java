package tv.aircheck.bench.jmh;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import tv.aircheck.rtmp.EnhancedCaps;
import tv.aircheck.rtmp.Peer;
import tv.aircheck.rtmp.PublishStream;

/** A publisher's connection without a socket. */
record BenchPublisher(EventLoop eventLoop) implements PublishStream {
  static final Peer PEER =
      new Peer(InetSocketAddress.createUnresolved("bench", 0), "", EnhancedCaps.NONE, "bench");

  @Override
  public Peer peer() {
    return PEER;
  }

  @Override
  public void pauseReading() {
    throw new IllegalStateException("nobody lags, so nobody is held back");
  }

  @Override
  public void resumeReading() {}

  @Override
  public void mayGather(boolean allowed) {}

  @Override
  public void close(String code, String words) {}
}
