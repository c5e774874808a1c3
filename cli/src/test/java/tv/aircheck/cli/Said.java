package tv.aircheck.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine;

/** What the program said when it was run within the test's own process. */
public record Said(int status, String out, String err) {
  public static Said by(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Aircheck.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    int status = line.execute(arguments);
    return new Said(status, out.toString(), err.toString());
  }

  /** Over the archive in this folder. */
  public static Said over(Path data, String... arguments) {
    return by(
        Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()))
            .toArray(String[]::new));
  }
}
