package tv.aircheck.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoopTableTest {
  private final LoopTable table =
      new LoopTable(
          List.of(
              new LoopTable.Line("Amf read", 812.34, 20.1, 1_504),
              new LoopTable.Line("ChunkDecode decode, readBytes 1448", 95, Double.NaN, 0)));

  @Test
  void alignsItsColumnsOnATerminal() {
    assertThat(table.text())
        .isEqualTo(
            """
            loop                                    ns/op        ±     B/op
            Amf read                                812.3     20.1   1504.0
            ChunkDecode decode, readBytes 1448       95.0        –      0.0
            """);
  }

  @Test
  void takesThePlaceOfTheTableBefore() {
    String page = "above\n<!-- jmh -->\nold\n<!-- /jmh -->\nbelow\n";
    assertThat(table.replaced(page))
        .isEqualTo(
            """
            above
            <!-- jmh -->
            | loop | ns/op | ± | B/op |
            | --- | --: | --: | --: |
            | Amf read | 812.3 | 20.1 | 1504.0 |
            | ChunkDecode decode, readBytes 1448 | 95.0 | – | 0.0 |
            <!-- /jmh -->
            below
            """);
  }

  @Test
  void asksForItsMarkers() {
    assertThatThrownBy(() -> table.replaced("nothing here"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("<!-- jmh -->");
  }
}
