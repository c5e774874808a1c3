package tv.aircheck.bench.report;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A case's result, and what one must know to judge it or to measure again. One JSON file each.
 *
 * @param at when, ISO 8601
 * @param commit of the product
 * @param command that measures it again
 */
public record Report(String at, String commit, String command, Machine machine, Result result) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Line breaks are the same on every system, so that committed files change only with numbers. */
  private static final ObjectWriter WRITER =
      JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  /** Writes {@code NAME.json} into a folder. */
  public Path write(Path folder) throws IOException {
    Path file = Files.createDirectories(folder).resolve(result.name() + ".json");
    return Files.writeString(file, WRITER.writeValueAsString(this) + "\n");
  }

  public static Report read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), Report.class);
  }

  /** All of a folder, by their names. */
  public static List<Report> readAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> sorted = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      List<Report> reports = new ArrayList<>();
      for (Path file : sorted) {
        reports.add(read(file));
      }
      return reports;
    }
  }
}
