package tv.aircheck.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabTest {
  @TempDir Path folder;

  private final StringWriter said = new StringWriter();

  @Test
  void takesServersInTurn() throws Exception {
    List<String> turns = new ArrayList<>();
    try (Lab lab = lab(2)) {
      lab.alternate(
          "record-5",
          Duration.ofSeconds(30),
          List.of(
              new Lab.Trial("ours", () -> turns.add("ours")),
              new Lab.Trial("theirs", () -> turns.add("theirs"))));
    }

    assertThat(turns).containsExactly("ours", "theirs", "ours", "theirs");
    assertThat(said.toString().lines())
        .first()
        .isEqualTo("record-5: ours, 1 of 2; about 30 s, all of it about 120 s");
  }

  @Test
  void endsAndRemovesEverythingWhenATurnFails() throws Exception {
    List<Long> started = new ArrayList<>();
    try (Lab lab = lab(1)) {
      Lab.Work failing =
          () -> {
            Path inside = Files.createFile(lab.folder("sleeper").resolve("file")).getParent();
            lab.start(Program.of("sleeper", inside, List.of("sleep", "600")));
            started.addAll(children());
            throw new IOException("the server fell over");
          };
      assertThatThrownBy(
              () -> lab.alternate("x", Duration.ZERO, List.of(new Lab.Trial("sleeper", failing))))
          .hasMessage("the server fell over");
    }

    assertThat(started).isNotEmpty();
    assertThat(children()).doesNotContainAnyElementsOf(started);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void saysWhatAProgramSaidThatEnded() throws Exception {
    try (Lab lab = lab(1)) {
      Measured program =
          lab.start(
              Program.of(
                  "liar",
                  lab.folder("liar"),
                  List.of("sh", "-c", "echo no such port >&2; exit 3")));
      program.await(10);

      assertThatThrownBy(program::mustLive)
          .hasMessage("liar ended with status 3; it said: no such port");
    }
  }

  private static List<Long> children() {
    return ProcessHandle.current().descendants().map(ProcessHandle::pid).toList();
  }

  private Lab lab(int repeats) throws IOException {
    return new Lab(
        new LabSettings(
            repeats, Duration.ZERO, Duration.ZERO, folder, folder, new PrintWriter(said)));
  }
}
