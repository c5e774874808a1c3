package tv.aircheck.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheetTest {
  private static final Machine MACHINE =
      new Machine("Some Xeon", 2, 24L << 30, "Linux 6.18", "OpenJDK 17");

  @TempDir Path folder;

  @BeforeEach
  void measured() throws IOException {
    write("record-1000", 0.5);
    write("record-100", 0.9);
    write("recorder", 0.1);
  }

  @Test
  void readsWhatItWrote() throws IOException {
    Report report = report("record-500", 0.6);

    assertThat(Report.read(report.write(folder))).isEqualTo(report);
  }

  @Test
  void aTableHoldsItsCasesByNumber() throws IOException {
    List<Sheet> sheets = Sheet.all(folder);

    assertThat(sheets).extracting(Sheet::name).containsExactlyInAnyOrder("record", "recorder");
    assertThat(sheets.get(0).plain())
        .contains(
            """
            record-100: CPU per GB, s/GB   aircheck       0.9   0.89 to 0.91                 at most 0.7 × nginx-rtmp, not met
                                           nginx-rtmp       1         1 to 1            0.9
            """);
    assertThat(sheets.get(0).plain().lines().map(line -> line.split(" ", 2)[0]))
        .containsExactly("what", "record-100:", "", "record-1000:", "", "-");
  }

  @Test
  void thePictureIsXmlWithABarForEachAndTheTarget() throws Exception {
    Sheet sheet = Sheet.all(folder).get(0);
    sheet.draw(folder);
    String svg = Files.readString(folder.resolve("record.svg"));

    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(4);
    assertThat(svg).contains("class=\"limit\"").contains("at most 0.7 × nginx-rtmp");
  }

  @Test
  void fillsItsPlaceInAPageAndNothingElse() throws IOException {
    Path page = folder.resolve("PAGE.md");
    Files.writeString(page, "before\n<!-- bench:record -->\nold\n<!-- /bench -->\nafter\n");
    Sheet sheet = Sheet.all(folder).get(0);
    sheet.draw(folder);

    assertThat(new Page(page).put("record", sheet.markdown(folder, page))).isTrue();
    assertThat(new Page(page).put("elsewhere", "x")).isFalse();

    assertThat(Files.readString(page))
        .startsWith("before\n<!-- bench:record -->\n![record](record.svg)\n\n| what |")
        .contains("| record-100: CPU per GB, s/GB | aircheck | 0.9 |", "**not met**", "Some Xeon")
        .endsWith("<!-- /bench -->\nafter\n")
        .doesNotContain("old");
  }

  @Test
  void aPlaceWithoutAnEndIsSaid() {
    assertThatThrownBy(() -> Page.put("<!-- bench:x -->", "x", "table"))
        .hasMessageContaining("<!-- bench:x --> is not followed by <!-- /bench -->");
  }

  @Test
  void whatIsNotBuiltHasItsPlace() {
    Result result = Result.notBuilt("upload", "segments to S3", "comes with the S3 store");

    assertThat(Tables.markdown(List.of(result)))
        .contains("| segments to S3 |", "not built yet", "- upload: comes with the S3 store");
  }

  @Test
  void numbersHaveThreeDigits() {
    assertThat(List.of(0.0, 0.012345, 1.2, 99.96, 123.4, 1_234_567.0))
        .extracting(Numbers::text)
        .containsExactly("0", "0.0123", "1.2", "100", "123", "1\u202f234\u202f567");
  }

  private void write(String name, double ours) throws IOException {
    report(name, ours).write(folder);
  }

  private static Report report(String name, double ours) {
    Row row =
        new Row(
            name + ": CPU per GB",
            "s/GB",
            List.of(
                new Series(Series.OURS, List.of(ours - 0.01, ours, ours + 0.01)),
                new Series("nginx-rtmp", List.of(1.0, 1.0, 1.0))),
            Target.atMostTimes(0.7, "nginx-rtmp"));
    return new Report(
        "2026-11-22T20:00:00Z",
        "abc1234",
        "bench/run " + name,
        MACHINE,
        Result.measured(name, "how dear it is", List.of(row), "one note"));
  }
}
