package tv.aircheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import tv.aircheck.cli.completion.CommandTree;

/** What holds for every command there is, those to come included. */
class CommandTreeTest {
  /** Neither a list nor a change of what is there. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "serve", "runs",
          "demo", "runs",
          "completion", "prints a script",
          "export", "writes a file of its own, and asks with --force",
          "import", "only adds, and says what",
          "config check", "says one line",
          "jobs run", "does what the clock would do anyway");

  /** A command of such a name answers a question. */
  private static final Set<String> ANSWERS =
      Set.of("ls", "show", "plan", "check", "status", "verify", "doctor", "top");

  private final Map<String, CommandSpec> commands = CommandTree.of(Aircheck.commandLine());

  private List<String> leaves() {
    return commands.keySet().stream()
        .filter(path -> commands.get(path).subcommands().isEmpty())
        .toList();
  }

  private boolean has(String path, String option) {
    return commands.get(path).findOption(option) != null;
  }

  @Test
  void eachSaysWhatItDoesAndWhatItsOptionsAre() {
    List<String> silent = new ArrayList<>();
    commands.forEach(
        (path, command) -> {
          if (command.usageMessage().description().length == 0) {
            silent.add(path);
          }
          command.args().stream()
              .filter(argument -> !argument.hidden() && argument.description().length == 0)
              .forEach(argument -> silent.add(path + " " + argument.paramLabel()));
        });
    assertThat(silent).isEmpty();
  }

  @Test
  void eachAnswersAsJsonOrChangesWithCare() {
    List<String> neither = new ArrayList<>();
    for (String path : leaves()) {
      String name = path.substring(path.lastIndexOf(' ') + 1);
      boolean careful = has(path, "--dry-run") && has(path, "--yes");
      boolean answers = has(path, "--json");
      if (!OTHERS.containsKey(path) && (ANSWERS.contains(name) ? !answers : !answers && !careful)) {
        neither.add(path);
      }
      if (has(path, "--yes") != has(path, "--dry-run")) {
        neither.add(path + ": one of --yes and --dry-run without the other");
      }
    }
    assertThat(neither).isEmpty();
  }

  @Test
  void eachTellsItsExitStatus() {
    for (String path : leaves()) {
      String help = run((path + " --help").split(" ", -1));
      assertThat(help).as(path).contains("Exit status:", "2   bad usage");
    }
  }

  @Test
  void eachIsInTheDocument() throws IOException {
    Path root = Path.of(System.getProperty("user.dir")).getParent();
    String page = Files.readString(root.resolve("docs/CLI.md"));

    assertThat(leaves())
        .allSatisfy(
            path ->
                assertThat(page)
                    .as("docs/CLI.md names aircheck " + path)
                    .containsPattern("aircheck " + Pattern.quote(path) + "\\b"));
  }

  @Test
  void aParentSaysWhichThereAre() {
    commands.forEach(
        (path, command) -> {
          if (!command.subcommands().isEmpty() && !path.isEmpty()) {
            assertThat(run(path.split(" ", -1))).as(path).contains("'");
          }
        });
  }

  private static String run(String... words) {
    StringWriter out = new StringWriter();
    CommandLine line = Aircheck.commandLine(words);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(out));
    line.execute(words);
    return out.toString();
  }
}
