package tv.aircheck.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.cli.Aircheck;
import tv.aircheck.testkit.DebianProgram;

/** The shells themselves say what they complete, and groff what it thinks of the manual. */
class CompletionTest {
  @TempDir static Path share;

  @BeforeAll
  static void write() throws IOException {
    Manual.write(Aircheck.commandLine(), "1.2.3", share);
  }

  @Test
  void bashCompletesCommandsAndOptions() throws Exception {
    String script = share.resolve("bash-completion/completions/aircheck").toString();
    String said =
        run(
            DebianProgram.find("bash").toString(),
            "--norc",
            "-c",
            """
            source "%s"; complete -p aircheck
            try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
              COMPREPLY=(); _complete_aircheck; echo "$*: ${COMPREPLY[*]}"; }
            try aircheck broad
            try aircheck broadcasts re
            try aircheck store verify --dep
            try aircheck completion ""
            """
                .formatted(script));

    assertThat(said)
        .contains("-F _complete_aircheck")
        .contains("aircheck broad: broadcasts")
        .contains("aircheck broadcasts re: restore")
        .contains("aircheck store verify --dep: --depth")
        .contains("bash", "zsh", "fish");
  }

  @Test
  void fishCompletesCommandsAndOptions() throws Exception {
    String fish = DebianProgram.find("fish").toString();
    String script = share.resolve("fish/vendor_completions.d/aircheck.fish").toString();
    String said =
        run(
            fish,
            "--no-config",
            "-c",
            """
            source "%s"
            complete -C 'aircheck broad'; complete -C 'aircheck broadcasts re'
            complete -C 'aircheck store verify --dep'; complete -C 'aircheck store verify --depth '
            """
                .formatted(script));

    assertThat(said)
        .contains("broadcasts\tShows, live and past.")
        .contains("restore\t")
        .contains("--depth\t")
        .containsIgnoringCase("content\t");
  }

  @Test
  void zshTakesTheScriptFromItsFolderOfFunctions() throws Exception {
    String said =
        run(
            DebianProgram.find("zsh").toString(),
            "-f",
            "-c",
            "fpath=('%s' $fpath); autoload -Uz compinit && compinit -u -D; echo ${_comps[aircheck]};"
                    .formatted(share.resolve("zsh/site-functions"))
                + " source '%s'; echo ${_comps[aircheck]}"
                    .formatted(share.resolve("zsh/site-functions/_aircheck")));

    assertThat(said).contains("_aircheck").contains("_complete_aircheck");
  }

  @Test
  void theManualIsGoodRoffAndHasEveryCommand() throws Exception {
    Path page = share.resolve("man/man1/aircheck.1");
    String groff = DebianProgram.find("groff").toString();

    assertThat(run(groff, "-man", "-ww", "-z", page.toString())).isEmpty();
    String text = run(groff, "-man", "-Tascii", "-P-cbou", page.toString());
    CommandTree.of(Aircheck.commandLine())
        .forEach(
            (path, command) -> {
              if (!path.isEmpty() && command.subcommands().isEmpty()) {
                assertThat(text).contains("aircheck " + path);
              }
            });
    assertThat(text).contains("--depth", "EXIT STATUS", "found something wrong");
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path said = Files.createTempFile(share, "said", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .redirectOutput(said.toFile())
            .start();
    boolean ended = process.waitFor(30, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as(Files.readString(said)).isTrue();
    return Files.readString(said);
  }
}
