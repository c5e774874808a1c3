package tv.aircheck.cli.demo;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.rtmp.RtmpPublisher;
import tv.aircheck.rtmp.RtmpUri;
import tv.aircheck.rtmp.Transport;

/** Publishes the built-in clip in a loop, in real time, through real RTMP. */
public final class DemoPublisher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DemoPublisher.class);
  private static final long TICK_MS = 20;

  private final Clip clip = Clip.builtIn();
  private final LongSupplier ticker;
  private final RtmpPublisher publisher;
  private final ScheduledExecutorService pace =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "demo-publisher");
            thread.setDaemon(true);
            return thread;
          });
  private long startNanos;
  private long round;
  private int next;

  private DemoPublisher(RtmpPublisher publisher, LongSupplier ticker) {
    this.publisher = publisher;
    this.ticker = ticker;
  }

  /**
   * Connects and begins.
   *
   * @param ticker monotonic nanoseconds
   * @return done when the server took the publisher in
   */
  public static CompletableFuture<DemoPublisher> start(
      RtmpUri uri, Transport transport, EventLoopGroup loops, LongSupplier ticker) {
    return RtmpPublisher.connect(uri, transport, loops)
        .thenApply(
            publisher -> {
              DemoPublisher demo = new DemoPublisher(publisher, ticker);
              demo.begin();
              return demo;
            });
  }

  private void begin() {
    startNanos = ticker.getAsLong();
    ByteBuf headers = PooledByteBufAllocator.DEFAULT.buffer();
    clip.headers().forEach(tag -> write(tag, 0, headers));
    publisher.sendTags(headers);
    var ticks = pace.scheduleAtFixedRate(this::sendWhatIsDue, 0, TICK_MS, TimeUnit.MILLISECONDS);
    var unused = publisher.closed().thenAccept(why -> ticks.cancel(false));
  }

  private void sendWhatIsDue() {
    try {
      long now = TimeUnit.NANOSECONDS.toMillis(ticker.getAsLong() - startNanos);
      ByteBuf due = PooledByteBufAllocator.DEFAULT.buffer();
      while (clip.media().get(next).timestampMs() + round * clip.lengthMs() <= now) {
        write(clip.media().get(next), round * clip.lengthMs(), due);
        next++;
        if (next == clip.media().size()) {
          next = 0;
          round++;
        }
      }
      publisher.sendTags(due);
    } catch (RuntimeException e) {
      log.error("The demo's publisher stopped", e);
      throw e;
    }
  }

  private static void write(Clip.ClipTag tag, long offsetMs, ByteBuf out) {
    TagLayout.writeHeader(out, tag.type(), tag.body().length, tag.timestampMs() + offsetMs);
    out.writeBytes(tag.body());
    TagLayout.writeTrailer(out, tag.body().length);
  }

  @Override
  public void close() {
    pace.shutdown();
    publisher.close();
  }
}
