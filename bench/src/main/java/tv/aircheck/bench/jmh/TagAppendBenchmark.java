package tv.aircheck.bench.jmh;

import io.netty.channel.DefaultEventLoop;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import tv.aircheck.bench.load.Clip;
import tv.aircheck.flv.TagType;
import tv.aircheck.origin.Origin;
import tv.aircheck.origin.OriginListener;
import tv.aircheck.origin.OriginSettings;
import tv.aircheck.origin.World;
import tv.aircheck.rtmp.CloseReason;
import tv.aircheck.rtmp.PublishHandler;
import tv.aircheck.rtmp.PublishOffer;
import tv.aircheck.rtmp.PublishRequest;
import tv.aircheck.rtmp.StreamAddress;

/**
 * A publisher's messages into its take's log, through the origin's front door; per message. The log
 * keeps its window and gives chunks back; nobody reads it.
 */
@State(Scope.Thread)
public class TagAppendBenchmark {
  private final DefaultEventLoop loop = new DefaultEventLoop();
  private final Origin origin =
      new Origin(
          OriginSettings.defaults("bench"),
          new World(InstantSource.system(), System::nanoTime, new SecureRandom()),
          OriginListener.NONE);
  private final Gop gop = new Gop();
  private final TagMessage message = new TagMessage();
  private PublishHandler handler;

  @Setup
  public void publish() {
    PublishRequest request =
        new PublishRequest(new StreamAddress("live", "bench", Map.of()), BenchPublisher.PEER);
    origin.publish(
        request,
        new PublishOffer() {
          @Override
          public void accept(PublishHandler accepted) {
            handler = accepted;
          }

          @Override
          public void refuse(String code, String words) {
            throw new IllegalStateException(words);
          }
        });
    handler.opened(new BenchPublisher(loop));
    handler.media(message.at(gop.headers, 0));
    handler.media(message.at(gop.headers, message.end()));
  }

  /** As an encoder sends: with each picture the sound before it. */
  @Benchmark
  @OperationsPerInvocation(Gop.TAGS)
  public void append() {
    for (int tag = 0; tag < Gop.TAGS; tag++) {
      handler.media(message.at(gop.tags, gop.start(tag)));
      if (message.typeId() == TagType.VIDEO) {
        handler.readComplete();
      }
    }
    message.passTime(Clip.GOP_MS);
  }

  @TearDown
  public void close() {
    handler.closed(new CloseReason(CloseReason.Kind.UNPUBLISHED, "measured"));
    origin.close();
    loop.shutdownGracefully().awaitUninterruptibly();
    gop.release();
  }
}
