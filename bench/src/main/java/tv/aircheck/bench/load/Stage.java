package tv.aircheck.bench.load;

import io.netty.channel.EventLoopGroup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import tv.aircheck.rtmp.Transport;

/** What every run needs: event loops, clocks, and an ear for the one who started it. */
final class Stage implements AutoCloseable {
  private static final long CLOSING_MS = 2_000;

  private final Lines lines = new Lines(System.out, InstantSource.system());
  private final EventLoopGroup loops;
  private final Venue venue;

  Stage(int threads) {
    Transport transport = Transport.of("auto");
    LongSupplier ticker = System::nanoTime;
    loops = transport.group(threads, "load");
    venue = new Venue(new Dialer(transport), loops, new Attendance(ticker), ticker);
    Thread ear = new Thread(this::listen, "stop-listener");
    ear.setDaemon(true);
    ear.start();
  }

  private void listen() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      String line = in.readLine();
      while (line != null) {
        if (line.equals("stop")) {
          venue.attendance().stop();
        }
        line = in.readLine();
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot hear whether to stop", e);
    }
  }

  Venue venue() {
    return venue;
  }

  LoadRun.RunResult run(RunPlan plan, Crowd crowd) throws InterruptedException {
    return new LoadRun(plan, crowd, venue, lines).run();
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, CLOSING_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }
}
