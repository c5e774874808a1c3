package tv.aircheck.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tv.aircheck.rtmp.PublishStream;
import tv.aircheck.rtmp.Transport;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.LeakGuard;

@ExtendWith(LeakGuard.class)
class PublishersTest {
  private static final long CLIP_MS = 4_000;
  private static final double FAST = 20;

  private final Transport transport = Transport.of("auto");
  private final EventLoopGroup loops = transport.group(2, "load-test");
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private CountingServer server;

  @BeforeEach
  void start() throws IOException {
    server = new CountingServer(transport, loops);
  }

  @AfterEach
  void stop() {
    server.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void whatIsSentIsWhatComes() throws Exception {
    LoadRun.RunResult result = publish(plan(5), CLIP_MS, SendUnit.FRAME, false);

    assertThat(result.isComplete()).isTrue();
    assertThat(result.connections().entered()).isEqualTo(5);
    assertThat(result.connections().present()).isZero();
    Await.until("all have said goodbye", () -> server.ended.get() == 5);
    assertThat(server.tagBytes.get()).isEqualTo(result.total().tagBytes());
    assertThat(result.total().tagBytes())
        .isGreaterThan(5 * Clip.BYTES_PER_SECOND * CLIP_MS / 1_000 * 95 / 100);
  }

  @Test
  void tagsOnTheirOwnAndStampedAreTheSameBytes() throws Exception {
    LoadRun.RunResult frames = publish(plan(1), CLIP_MS, SendUnit.FRAME, false);
    LoadRun.RunResult tags = publish(plan(1), CLIP_MS, SendUnit.TAG, true);

    assertThat(tags.total()).isEqualTo(frames.total());
  }

  @Test
  void countsWhoIsRefusedAndSaysWhy() throws Exception {
    server.refuses = name -> name.endsWith("1");

    LoadRun.RunResult result = publish(plan(4), CLIP_MS, SendUnit.FRAME, false);

    assertThat(result.connections().refused()).isEqualTo(1);
    assertThat(result.connections().entered()).isEqualTo(3);
    assertThat(result.connections().reasons()).containsEntry("refused: not this one", 1);
    assertThat(result.isComplete()).isFalse();
  }

  @Test
  void countsWhoIsCutOff() throws Exception {
    server.onOpen = stream -> stream.close(null, "enough");

    LoadRun.RunResult result = publish(plan(2), CLIP_MS, SendUnit.FRAME, false);

    assertThat(result.connections().cut()).isEqualTo(2);
  }

  @Test
  void saysHowLateItWasWhenTheServerDoesNotRead() throws Exception {
    long pauseMs = 400;
    server.onOpen = stream -> pause(stream, pauseMs);
    long moreThanSocketsHold = 60_000;

    LoadRun.RunResult result =
        publish(plan(1, Duration.ofSeconds(10)), moreThanSocketsHold, SendUnit.FRAME, false);

    assertThat(result.window().timingsMs().get("lateness").max()).isGreaterThan(pauseMs / 2.0);
  }

  @Test
  void tellsItsStarterALineForEachStep() throws Exception {
    publish(plan(1), CLIP_MS, SendUnit.FRAME, false);

    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("{\"event\":\"entering\""),
            line -> assertThat(line).startsWith("{\"event\":\"connected\""),
            line -> assertThat(line).startsWith("{\"event\":\"measuring\""),
            line -> assertThat(line).startsWith("{\"event\":\"measured\""),
            line -> assertThat(line).startsWith("{\"event\":\"result\""));
  }

  private static void pause(PublishStream stream, long ms) {
    stream.pauseReading();
    var unused = stream.eventLoop().schedule(stream::resumeReading, ms, TimeUnit.MILLISECONDS);
  }

  private static RunPlan plan(int count) {
    return plan(count, Duration.ZERO);
  }

  /** Ends when the last publisher has sent its clip. */
  private static RunPlan plan(int count, Duration measure) {
    Duration atMost = Duration.ofSeconds(20);
    return new RunPlan(count, Duration.ofMillis(20), Duration.ZERO, measure, atMost);
  }

  private LoadRun.RunResult publish(RunPlan plan, long clipMs, SendUnit unit, boolean stamped)
      throws InterruptedException {
    LongSupplier ticker = System::nanoTime;
    Venue venue = new Venue(new Dialer(transport), loops, new Attendance(ticker), ticker);
    Target target = new Target(URI.create("rtmp://127.0.0.1:" + server.port() + "/live"), "s");
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    Lines lines = new Lines(out, InstantSource.system());
    double speed = clipMs > CLIP_MS ? 1_000 : FAST;
    try (Wires wires = new Wires(clipMs, unit, stamped)) {
      Publishers publishers = new Publishers(target, wires, speed, false, venue);
      return new LoadRun(plan, publishers, venue, lines).run();
    }
  }
}
