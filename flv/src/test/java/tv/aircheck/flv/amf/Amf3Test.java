package tv.aircheck.flv.amf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Amf3Test {
  @ParameterizedTest
  @CsvSource({
    "00, UNDEFINED",
    "01, null",
    "02, false",
    "03, true",
    "04 00, 0.0",
    "04 7f, 127.0",
    "04 8100, 128.0",
    "04 ffff7f, 2097151.0",
    "04 ffffffff, -1.0",
    "04 bfffffff, 2.68435455E8",
    "04 c0808000, -2.68435456E8",
    "05 3ff8000000000000, 1.5",
    "06 07616263, abc",
    "06 01, ''",
  })
  void scalars(String hex, String expected) throws AmfException {
    assertThat(String.valueOf(Amf0Test.read("11" + hex))).isEqualTo(expected);
  }

  @Test
  void structuresBecomePlainValues() throws AmfException {
    assertThat(Amf0Test.read("11 09 05 01 0401 0402")).isEqualTo(List.of(1.0, 2.0));
    assertThat(Amf0Test.read("11 09 03 0361 03 01 0402"))
        .isEqualTo(AmfObject.ecmaArray().put("a", true).put("0", 2.0));
    assertThat(Amf0Test.read("11 0a 0b 01 0361 03 01"))
        .isEqualTo(AmfObject.object().put("a", true));
    assertThat(Amf0Test.read("11 0a 13 0343 0361 03"))
        .isEqualTo(AmfObject.typed("C").put("a", true));
    assertThat(Amf0Test.read("11 08 01 3ff0000000000000")).isEqualTo(new AmfDate(1, (short) 0));
    assertThat(Amf0Test.read("11 0b 09 3c612f3e")).isEqualTo(new AmfXml("<a/>"));
    assertThat(Amf0Test.read("11 0c 05 0102")).isEqualTo(new byte[] {1, 2});
    assertThat(Amf0Test.read("11 0d 05 00 00000001 ffffffff")).isEqualTo(List.of(1.0, -1.0));
    assertThat(Amf0Test.read("11 0e 03 00 ffffffff")).isEqualTo(List.of(4294967295.0));
    assertThat(Amf0Test.read("11 0f 03 00 3ff0000000000000")).isEqualTo(List.of(1.0));
    assertThat(Amf0Test.read("11 10 03 00 01 03")).isEqualTo(List.of(true));
    assertThat(Amf0Test.read("11 11 03 00 06 0361 03"))
        .isEqualTo(AmfObject.object().put("a", true));
  }

  @Test
  void referencesReachTextObjectsAndClasses() throws AmfException {
    assertThat(Amf0Test.read("11 09 05 01 06 0361 06 00")).isEqualTo(List.of("a", "a"));
    AmfObject c = AmfObject.typed("C").put("a", true);
    assertThat(Amf0Test.read("11 09 07 01 0a 13 0343 0361 03 0a 02 0a 01 03"))
        .isEqualTo(List.of(c, c, c));
    assertThat(Amf0Test.read("11 09 03 01 09 00")).isEqualTo(List.of(AmfUndefined.UNDEFINED));
    assertThat(Amf0Test.read("0a 00000002 11 06 0361 11 06 0362")).isEqualTo(List.of("a", "b"));
  }

  @ParameterizedTest
  @CsvSource({
    "11 06 02",
    "11 0a 02",
    "11 0a 05",
    "11 0a 07 01",
    "11 09 ffffffff 01",
    "11 0c ffffffff",
    "11 0f ffffffff 00",
    "11 0a fffffffb 01",
    "11 04 ff",
    "11 11 ffffffff 00",
  })
  void nonsenseIsRefused(String hex) {
    assertThatThrownBy(() -> Amf0Test.read(hex)).isInstanceOf(AmfException.class);
  }

  @Test
  void repeatedTextCounts() {
    String hex = "11 09 9001 01 06 81a101" + "61".repeat(0x1090) + "0600".repeat(0x7FF);
    assertThatThrownBy(() -> Amf0Test.read(hex)).isInstanceOf(AmfException.class);
  }

  @Property(tries = 3000)
  void anyBytesEndInOneKindOfException(@ForAll byte[] bytes, @ForAll byte marker) {
    byte[] head = {0x11, (byte) (marker & 0x1F)};
    try {
      Object value = new Amf0Reader(Unpooled.wrappedBuffer(head, bytes), AmfLimits.MESSAGE).read();
      Amf0Writer.write(Unpooled.buffer(), value);
    } catch (AmfException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }
}
