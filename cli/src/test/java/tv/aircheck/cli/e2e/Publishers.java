package tv.aircheck.cli.e2e;

import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tv.aircheck.rtmp.RtmpPublisher;
import tv.aircheck.rtmp.RtmpUri;
import tv.aircheck.rtmp.Transport;
import tv.aircheck.testkit.GeneratedLog;

/** Publishers of generated logs who send together, at a multiple of the speed of time. */
final class Publishers implements AutoCloseable {
  private static final long TICK_MS = 100;

  private final Transport transport = Transport.of("auto");
  private final EventLoopGroup loops = transport.group(1, "publishers");
  private final List<LogPublisher> publishers = new ArrayList<>();
  private final double speed;
  private long sentMs;
  private volatile boolean stopped;

  Publishers(double speed) {
    this.speed = speed;
  }

  void connect(String url, GeneratedLog log) {
    RtmpPublisher publisher =
        LogPublisher.await(RtmpPublisher.connect(RtmpUri.parse(url), transport, loops));
    publishers.add(new LogPublisher(log, publisher));
  }

  GeneratedLog log(int publisher) {
    return publishers.get(publisher).log();
  }

  /** Sends on for so long, real time; what is due at once is sent every 100 ms. */
  void sendFor(long realMs) {
    long start = System.nanoTime();
    long startMs = sentMs;
    for (long elapsed = 0; elapsed <= realMs && !stopped; elapsed += TICK_MS) {
      waitUntil(start + TimeUnit.MILLISECONDS.toNanos(elapsed));
      sendUntil(startMs + (long) (elapsed * speed));
    }
  }

  /** Makes {@link #sendFor}, on another thread, return. */
  void stopSending() {
    stopped = true;
  }

  private void sendUntil(long logMs) {
    publishers.forEach(publisher -> publisher.sendUntil(logMs));
    sentMs = logMs;
  }

  private static void waitUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Sends what is left at once and ends the streams. */
  void end() {
    publishers.forEach(LogPublisher::close);
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
