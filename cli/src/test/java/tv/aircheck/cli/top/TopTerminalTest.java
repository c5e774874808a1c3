package tv.aircheck.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tv.aircheck.cli.Aircheck;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.ConfigSource;
import tv.aircheck.cli.server.Server;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.DebianProgram;

/** {@code aircheck top} on a terminal, which is as it was afterwards; and elsewhere. */
class TopTerminalTest {
  private static final String ANY = "127.0.0.1:0";

  @TempDir Path folder;

  @Test
  void drawsOnATerminalOfTheSizeItHasAndGivesItBack() throws Exception {
    String script = DebianProgram.find("script").toString();
    Path said = folder.resolve("said.txt");
    try (Server server = server()) {
      String top =
          "stty rows 24 cols 80; stty -g; '%s' -XX:TieredStopAtLevel=1 -cp '%s' %s top --http %s; echo \"status $?\"; stty -g"
              .formatted(
                  Path.of(System.getProperty("java.home"), "bin", "java"),
                  System.getProperty("java.class.path"),
                  Aircheck.class.getName(),
                  server.http());
      Process process =
          new ProcessBuilder(script, "-qec", top, "/dev/null")
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      try (OutputStream keys = process.getOutputStream()) {
        Await.until("it draws", () -> Files.readString(said).contains("on air   0 takes"));
        keys.write("bp\033[Bq".getBytes(StandardCharsets.US_ASCII));
        keys.flush();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(Files.readString(said)).isTrue();
      } finally {
        process.destroyForcibly();
      }
    }
    String text = Files.readString(said);
    assertThat(text).contains("status 0", "\033[?1049h", "\033[?1049l", "\033[?25h");
    String[] lines = text.replace("\r", "").strip().split("\n", -1);
    assertThat(lines[lines.length - 1]).as("the terminal's settings").isEqualTo(lines[0]);
  }

  @Test
  void elsewhereItIsPrintedOnce() throws IOException {
    try (Server server = server()) {
      assertThat(run(ExitCode.DONE, "top", "--http", server.http().toString()))
          .contains("on air   0 takes", "backup", "never run");
      assertThat(run(ExitCode.DONE, "top", "--json", "--http", server.http().toString()))
          .contains("\"takes\"");
    }
  }

  @Test
  void withoutAServerItSaysWhatToDo() {
    assertThat(run(ExitCode.FAILED, "top", "--once", "--http", "127.0.0.1:1"))
        .contains("no server answers at 127.0.0.1:1", "aircheck serve", "--http HOST:PORT");
  }

  private Server server() {
    Map<String, String> flags =
        Map.of("data", folder.resolve("data").toString(), "rtmp", ANY, "relay", ANY, "http", ANY);
    return Server.start(ConfigSource.read(null, Map.of(), flags).config());
  }

  private static String run(int status, String... words) {
    StringWriter out = new StringWriter();
    CommandLine line = Aircheck.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(out));
    assertThat(line.execute(words)).as(out.toString()).isEqualTo(status);
    return out.toString();
  }
}
