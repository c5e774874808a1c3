package tv.aircheck.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tv.aircheck.rtmp.Transport;
import tv.aircheck.testkit.LeakGuard;

@ExtendWith(LeakGuard.class)
class PlayersTest {
  private static final int PLAYERS = 3;
  private static final Duration NEVER = null;
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(500);

  private final Transport transport = Transport.of("auto");
  private final EventLoopGroup loops = transport.group(2, "load-test");
  private final LongSupplier ticker = System::nanoTime;
  private final ByteBuf show = show();
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

  /** Two seconds, the pictures of which were sent now. */
  private static ByteBuf show() {
    ByteBuf show = Unpooled.buffer();
    Clip.writeHeaders(show);
    Clip clip = new Clip();
    while (clip.nextMs() < Clip.GOP_MS) {
      int from = show.writerIndex();
      boolean picture = clip.nextIsVideo();
      clip.writeNext(show);
      if (picture) {
        show.setLong(Stamp.find(show, from, show.writerIndex()), System.nanoTime());
      }
    }
    return show;
  }

  @Test
  void countsAndTimesWhatComes() throws Exception {
    server.show = show;

    LoadRun.RunResult result = play(LONG, NEVER, false);

    assertThat(result.isComplete()).isTrue();
    assertThat(result.connections().entered()).isEqualTo(PLAYERS);
    int notMedia = 1_000;
    assertThat(result.total().tagBytes())
        .isBetween(
            (long) PLAYERS * show.readableBytes(),
            (long) PLAYERS * (show.readableBytes() + notMedia));
    assertThat(result.window().timingsMs().get("first_media").count()).isEqualTo(PLAYERS);
    long pictures = Clip.GOP_MS / 1_000 * Clip.FRAMES_PER_SECOND;
    assertThat(result.window().timingsMs().get("latency").count()).isEqualTo(PLAYERS * pictures);
  }

  @Test
  void beginsAgainWhenAShowIsOver() throws Exception {
    server.show = show;

    LoadRun.RunResult result = play(SHORT, NEVER, true);

    assertThat(result.connections().entered()).isGreaterThan(PLAYERS);
    assertThat(result.isComplete()).isTrue();
    assertThat(result.connections().present()).isZero();
  }

  @Test
  void timesSeeks() throws Exception {
    server.show = show;
    server.seekable = true;

    LoadRun.RunResult result = play(SHORT, Duration.ofMillis(20), false);

    assertThat(result.isComplete()).isTrue();
    assertThat(result.window().timingsMs().get("seek").count()).isPositive();
  }

  @Test
  void countsWhoIsNotShownAnything() throws Exception {
    LoadRun.RunResult result = play(LONG, NEVER, false);

    assertThat(result.connections().refused()).isEqualTo(PLAYERS);
    assertThat(result.connections().reasons())
        .containsEntry("refused: nothing is played here", PLAYERS);
  }

  private LoadRun.RunResult play(Duration total, Duration seekEvery, boolean again)
      throws InterruptedException {
    Venue venue = new Venue(new Dialer(transport), loops, new Attendance(ticker), ticker);
    PlayPlan plan =
        new PlayPlan(
            "rtmp://127.0.0.1:" + server.port() + "/live/{}",
            List.of(),
            null,
            Duration.ofSeconds(3),
            seekEvery,
            Duration.ofMinutes(1),
            again);
    Lines lines =
        new Lines(new PrintStream(OutputStream.nullOutputStream()), InstantSource.system());
    Players players = new Players(plan, new RtmpEntry(plan, venue.dialer()), venue);
    RunPlan run = new RunPlan(PLAYERS, Duration.ofMillis(20), Duration.ZERO, total, Duration.ZERO);
    return new LoadRun(run, players, venue, lines).run();
  }
}
