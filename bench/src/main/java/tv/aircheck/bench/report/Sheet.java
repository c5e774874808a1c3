package tv.aircheck.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One table with its picture, of all reports of a folder that belong to it: {@code record} of
 * {@code record-100.json} and {@code record-500.json}.
 *
 * @param reports at least one
 */
public record Sheet(String name, List<Report> reports) {
  public Sheet {
    reports = List.copyOf(reports);
  }

  /** All tables of a folder. */
  public static List<Sheet> all(Path folder) throws IOException {
    List<Report> reports = Report.readAll(folder);
    return reports.stream()
        .map(report -> report.result().table())
        .distinct()
        .map(name -> new Sheet(name, of(name, reports)))
        .toList();
  }

  /** By length first, so that 100 comes before 1000 and that after 500. */
  private static List<Report> of(String name, List<Report> reports) {
    Comparator<Report> byLength = Comparator.comparing(report -> report.result().name().length());
    return reports.stream()
        .filter(report -> report.result().table().equals(name))
        .sorted(byLength.thenComparing(report -> report.result().name()))
        .toList();
  }

  public String plain() {
    return Tables.plain(results());
  }

  /** Draws {@code NAME.svg} into a folder, when there is something to draw. */
  public void draw(Path folder) throws IOException {
    Optional<String> picture = Picture.of(results());
    if (picture.isPresent()) {
      Files.writeString(pictureIn(folder), picture.get());
    }
  }

  /**
   * Its part of a page: picture, table, and how it was measured.
   *
   * @param folder where the picture is
   * @param page that links to it
   */
  public String markdown(Path folder, Path page) {
    StringBuilder text = new StringBuilder();
    Path picture = pictureIn(folder);
    if (Files.exists(picture)) {
      Path link = page.toAbsolutePath().getParent().relativize(picture.toAbsolutePath());
      text.append("![%s](%s)\n\n".formatted(name, link));
    }
    text.append(Tables.markdown(results())).append('\n');
    reports.stream()
        .map(
            report ->
                "`%s` at commit %s, %s, on: %s\n"
                    .formatted(
                        report.command(),
                        report.commit(),
                        report.at().substring(0, 10),
                        report.machine().words()))
        .distinct()
        .forEach(line -> text.append("- ").append(line));
    return text.toString();
  }

  private Path pictureIn(Path folder) {
    return folder.resolve(name + ".svg");
  }

  private List<Result> results() {
    return reports.stream().map(Report::result).toList();
  }
}
