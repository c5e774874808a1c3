package tv.aircheck.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.testkit.AudioShape;
import tv.aircheck.testkit.ChildProcess;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.VideoShape;

/** Two hundred publish at once to one process, which then is asked to end: all is there. */
class ManyPublishersTest {
  private static final int PUBLISHERS = 200;
  private static final long SHOW_MS = 12_000;

  @TempDir private Path folder;

  @Test
  void everyOneIsCompleteByteForByte(TestReporter reporter) throws IOException {
    ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
    // This JVM only plays the publishers' part, for all of them: paranoia would slow them down.
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    Path data = folder.resolve("data");
    try (ChildProcess server = Program.serve(data);
        Publishers publishers = new Publishers(1)) {
      connectAll(Program.awaitRtmp(server) + "/live/", publishers);
      publishers.sendFor(SHOW_MS);
      publishers.end();
      reporter.publishEntry(Map.of("server", "peak memory " + peakMemory(server)));
      server.terminate();
      assertThat(server.awaitExit(Duration.ofSeconds(5))).isIn(0, 143);
      assertComplete(data, publishers);
    } finally {
      ResourceLeakDetector.setLevel(level);
    }
  }

  private static void connectAll(String url, Publishers publishers) {
    LogShape shape =
        LogShape.plain(0, SHOW_MS)
            .withVideo(VideoShape.plain().withRate(10, 20).withFrameBytes(500))
            .withAudio(new AudioShape(false, 22_050, 1024, 60));
    for (int i = 0; i < PUBLISHERS; i++) {
      publishers.connect(url + "p" + i, GeneratedLog.of(shape.withSeed(i)));
    }
  }

  /** The server has gone: what counts is what it left. */
  private static void assertComplete(Path data, Publishers publishers) {
    try (Index index = Index.open(IndexSettings.at(data.resolve("index.db")))) {
      Recorded recorded = new Recorded(data, index);
      for (int i = 0; i < PUBLISHERS; i++) {
        var takes = recorded.takes("p" + i);
        assertThat(takes).as("takes of p%d", i).hasSize(1);
        assertThat(takes.get(0).isOpen()).isFalse();
        Recorded.assertSame(recorded.log(takes.get(0)), publishers.log(i));
      }
    }
  }

  private static String peakMemory(ChildProcess process) throws IOException {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    if (!Files.exists(status)) {
      return "unknown";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .findFirst()
        .map(line -> line.replaceAll("\\s+", " "))
        .orElse("unknown");
  }
}
