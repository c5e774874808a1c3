package tv.aircheck.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.cli.config.Role;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.TakeRow;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.ChildProcess;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.Silence;
import tv.aircheck.testkit.VideoShape;

/**
 * A recorder of its own process is killed twenty times with {@code kill -9}, at any moment of its
 * life, while the origin lives on: the archive is the published log, without a hole.
 */
@ExtendWith(LeakGuard.class)
class KilledRecorderTest {
  private static final int KILLS = 20;
  private static final long SEED = 20261122;
  private static final double SPEED = 4;
  private static final long LOG_MS = 400_000;
  private static final int LONGEST_LIFE_MS = 1_500;

  @RegisterExtension static final Silence RESETS = Silence.of("tv.aircheck.origin");

  @TempDir private Path folder;

  @Test
  void nothingIsMissing() throws Exception {
    VideoShape video = VideoShape.plain().withBFrames(1).withFrameBytes(400);
    GeneratedLog log = GeneratedLog.of(LogShape.plain(SEED, LOG_MS).withVideo(video));
    try (TestNode origin =
            TestNode.start(folder.resolve("origin"), List.of(Role.ORIGIN), List.of());
        Publishers publisher = new Publishers(SPEED)) {
      Path config = recorderOf(origin);
      CompletableFuture<Void> sending;
      try (ChildProcess recorder = startRecorder(config)) {
        awaitFollowing(recorder, origin);
        publisher.connect(origin.live("me"), log);
        sending = CompletableFuture.runAsync(() -> publisher.sendFor((long) (LOG_MS / SPEED)));
      }
      Random random = new Random(SEED);
      for (int i = 1; i < KILLS; i++) {
        killSomeTime(config, random);
      }
      publisher.stopSending();
      sending.get(1, TimeUnit.MINUTES);
      try (ChildProcess recorder = startRecorder(config);
          Index index = openBeside(recorder)) {
        publisher.end();
        assertComplete(new Recorded(folder.resolve("recorder"), index), index, log);
      }
    }
  }

  /** An origin holds what is not acknowledged for recorders that it has heard of. */
  private void awaitFollowing(ChildProcess recorder, TestNode origin) {
    try (Index index = openBeside(recorder);
        Publishers first = new Publishers(1)) {
      first.connect(origin.live("first"), GeneratedLog.of(LogShape.audioOnly(1, 1_000)));
      first.end();
      Await.until("a take is on record", () -> !index.takes().endedSince(0, 1).isEmpty());
    }
  }

  /** Half of the time as it starts, half of the time as it works. */
  private static void killSomeTime(Path config, Random random) throws InterruptedException {
    try (ChildProcess recorder = startRecorder(config)) {
      if (random.nextBoolean()) {
        Program.awaitRunning(recorder);
      }
      Thread.sleep(random.nextInt(LONGEST_LIFE_MS));
    }
  }

  private static void assertComplete(Recorded recorded, Index index, GeneratedLog log) {
    TakeRow take = recorded.awaitStored("me");
    assertThat(recorded.takes("me")).hasSize(1);
    assertThat(index.gaps().ofTake(take.seq())).isEmpty();
    Recorded.assertSame(recorded.log(take), log);
  }

  private Path recorderOf(TestNode origin) throws IOException {
    return Files.writeString(
        folder.resolve("recorder.yml"),
        """
        data: %s
        roles: [recorder]
        http: 127.0.0.1:0
        origins: ["%s"]
        node:
          relay-secret: %s
        """
            .formatted(folder.resolve("recorder"), origin.server().relay(), TestNode.SECRET));
  }

  private static ChildProcess startRecorder(Path config) {
    return Program.serve(config, "-Xmx256m", "-XX:TieredStopAtLevel=1");
  }

  private Index openBeside(ChildProcess recorder) {
    Program.awaitRunning(recorder);
    return Index.open(IndexSettings.at(folder.resolve("recorder/index.db")));
  }
}
