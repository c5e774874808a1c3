package tv.aircheck.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.cli.config.HostPort;
import tv.aircheck.cli.config.Role;
import tv.aircheck.testkit.ChaosProxy;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.Silence;
import tv.aircheck.testkit.VideoShape;

/** Origin and recorder with a network between them that cuts, waits and splits. */
@ExtendWith(LeakGuard.class)
class BadNetworkTest {
  private static final long SEED = 20261122;
  private static final int SHOWS = 4;
  private static final long LOG_MS = 60_000;
  private static final double SPEED = 6;

  @RegisterExtension
  static final Silence OUTAGES = Silence.of("tv.aircheck.relaytap", "tv.aircheck.recorder");

  @TempDir private Path folder;

  @Test
  void whatIsRecordedIsWhatWasPublished() throws IOException {
    try (TestNode origin =
            TestNode.start(folder.resolve("origin"), List.of(Role.ORIGIN), List.of());
        ChaosProxy network =
            new ChaosProxy(
                origin.server().relay().connectable(),
                new ChaosProxy.Trouble(SEED, 400_000, 1_500, 5));
        TestNode recorder =
            TestNode.start(
                folder.resolve("recorder"),
                List.of(Role.RECORDER),
                List.of(new HostPort("127.0.0.1", network.address().getPort())));
        Publishers publishers = new Publishers(SPEED)) {
      for (int i = 0; i < SHOWS; i++) {
        VideoShape video = VideoShape.plain().withFrameBytes(1_000 + 500 * i);
        GeneratedLog log = GeneratedLog.of(LogShape.plain(SEED + i, LOG_MS).withVideo(video));
        publishers.connect(origin.live("show" + i), log);
      }
      publishers.sendFor((long) (LOG_MS / SPEED));
      publishers.end();
      network.calm();

      for (int i = 0; i < SHOWS; i++) {
        var take = recorder.recorded().awaitStored("show" + i);
        Recorded.assertSame(recorder.recorded().log(take), publishers.log(i));
      }
      assertThat(network.cuts()).isGreaterThan(5);
    }
  }
}
