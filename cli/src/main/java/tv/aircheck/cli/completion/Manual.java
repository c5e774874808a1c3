package tv.aircheck.cli.completion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** The files of a distribution that are made from the commands: manual and completion. */
public final class Manual {
  static final String NAME = "aircheck";

  private Manual() {}

  /** Where each belongs below {@code share/}, as Debian and others look for it. */
  static Map<String, String> files(CommandLine program, String version) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("man/man1/aircheck.1", ManPage.of(program, version));
    files.put("bash-completion/completions/aircheck", Shell.BASH.script(program));
    files.put("zsh/site-functions/_aircheck", Shell.ZSH.script(program));
    files.put("fish/vendor_completions.d/aircheck.fish", Shell.FISH.script(program));
    return files;
  }

  public static void write(CommandLine program, String version, Path share) throws IOException {
    for (Map.Entry<String, String> file : files(program, version).entrySet()) {
      Path path = share.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }
}
