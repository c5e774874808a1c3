package tv.aircheck.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.Version;
import tv.aircheck.cli.completion.Manual;

/**
 * Writes manual page and completion scripts into a folder; the build of a distribution calls it.
 */
@Command(name = "write-manual", hidden = true)
public final class ManualCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR")
  private Path share;

  @Override
  public Integer call() throws IOException {
    Manual.write(spec.parent().commandLine(), Version.text(), share);
    return ExitCode.DONE;
  }
}
