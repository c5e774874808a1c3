package tv.aircheck.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.cli.demo.DemoPublisher;
import tv.aircheck.flv.FlvFileReader;
import tv.aircheck.flv.TagKind;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.DebianProgram;

/** Players of another age, from Debian's packages, fetch a show. */
class DebianPlayersTest {
  private static final long ENOUGH_BYTES = 100_000;

  @TempDir static Path data;
  @TempDir Path folder;

  private static TestNode node;

  @BeforeAll
  static void recordAShow() {
    node = TestNode.start(data);
    try (DemoPublisher publisher = node.server().publishDemo("live/old").join()) {
      assertThat(publisher).isNotNull();
      Await.until(
          "some seconds are recorded",
          () ->
              node.server().archive().index().takes().open().stream()
                  .flatMap(
                      take -> node.server().archive().spool().growing().ofTake(take.id()).stream())
                  .anyMatch(growing -> growing.writtenBytes() > ENOUGH_BYTES));
    }
    Await.until(
        "the show is sealed", () -> node.server().archive().index().takes().open().isEmpty());
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void rtmpdumpFetchesTheWholeShow() throws Exception {
    Path file = folder.resolve("rtmpdump.flv");

    run(
        DebianProgram.find("rtmpdump").toString(),
        "-q",
        "-b",
        "36000000",
        "-r",
        node.archive("old"),
        "-o",
        file.toString());

    assertThat(keyframes(file)).isPositive();
  }

  @Test
  void ffmpegOfDebianPlaysItToTheEnd() throws Exception {
    Path file = folder.resolve("ffmpeg.flv");

    run(
        DebianProgram.find("ffmpeg").toString(),
        "-loglevel",
        "error",
        "-i",
        node.archive("old"),
        "-c",
        "copy",
        file.toString());

    assertThat(keyframes(file)).isPositive();
  }

  private void run(String... command) throws IOException, InterruptedException {
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as(Files.readString(said)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
  }

  private static int keyframes(Path file) throws IOException {
    int keyframes = 0;
    try (FlvFileReader reader = new FlvFileReader(FileChannel.open(file))) {
      while (reader.next()) {
        keyframes += TagKind.isKeyframe(reader.kind()) ? 1 : 0;
      }
      assertThat(reader.damage()).isNull();
    }
    return keyframes;
  }
}
