package tv.aircheck.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.bench.report.Page;
import tv.aircheck.bench.report.Report;
import tv.aircheck.bench.report.Sheet;

/** {@code bench/run report}: tables and pictures of what was measured before. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Draws tables and pictures again, and puts the tables into the page.")
final class ReportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = "docs/performance",
      description =
          "a result, whose table is drawn, or a folder of them (default: ${DEFAULT-VALUE})")
  private Path source;

  @Option(
      names = "--page",
      defaultValue = "docs/PERFORMANCE.md",
      description = "has places for the tables (default: ${DEFAULT-VALUE})")
  private Path pageFile;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = Files.isDirectory(source) ? source : source.toAbsolutePath().getParent();
    String only = Files.isDirectory(source) ? null : Report.read(source).result().table();
    Page page = new Page(pageFile);
    for (Sheet sheet : Sheet.all(folder)) {
      if (only == null || sheet.name().equals(only)) {
        sheet.draw(folder);
        out.println(sheet.plain());
        if (!page.put(sheet.name(), sheet.markdown(folder, pageFile))) {
          out.printf("%s has no place for %s%n", pageFile, sheet.name());
        }
      }
    }
    return 0;
  }
}
