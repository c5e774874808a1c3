package tv.aircheck.flv.amf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Amf0Test {
  static Object read(String hex) throws AmfException {
    return new Amf0Reader(bytes(hex), AmfLimits.MESSAGE).read();
  }

  static ByteBuf bytes(String hex) {
    return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex.replace(" ", "")));
  }

  private static String written(Object value) {
    ByteBuf out = Unpooled.buffer();
    Amf0Writer.write(out, value);
    return ByteBufUtil.hexDump(out);
  }

  @Provide
  Arbitrary<Object> values() {
    return values(4);
  }

  private static Arbitrary<Object> values(int depth) {
    Arbitrary<Object> plain =
        Arbitraries.oneOf(
            Arbitraries.doubles().map(d -> d),
            Arbitraries.of(true, false, null, AmfUndefined.UNDEFINED),
            names(),
            Combinators.combine(Arbitraries.doubles(), Arbitraries.shorts()).as(AmfDate::new),
            names().map(AmfXml::new),
            Arbitraries.of("x".repeat(65_536)));
    if (depth == 0) {
      return plain;
    }
    Arbitrary<Object> inner = Arbitraries.lazy(() -> values(depth - 1));
    return Arbitraries.frequencyOf(
        Tuple.of(4, plain),
        Tuple.of(1, inner.list().ofMaxSize(4).map(list -> list)),
        Tuple.of(
            2, Combinators.combine(kinds(), names(), inner, names(), inner).as(Amf0Test::filled)));
  }

  private static Object filled(String kind, String a, Object x, String b, Object y) {
    AmfObject object =
        switch (kind) {
          case "object" -> AmfObject.object();
          case "array" -> AmfObject.ecmaArray();
          default -> AmfObject.typed(kind);
        };
    return object.put(a, x).put(b, y);
  }

  private static Arbitrary<String> kinds() {
    return Arbitraries.of("object", "array", "org.example.Typed");
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings().withCharRange(' ', '\uD7FF').ofMinLength(1).ofMaxLength(12);
  }

  @Property(tries = 500)
  void readsWhatItWrites(@ForAll("values") Object value) throws AmfException {
    ByteBuf out = Unpooled.buffer();
    Amf0Writer.write(out, value);
    Amf0Reader in = new Amf0Reader(out, new AmfLimits(16, 100_000, 100_000_000));
    assertThat(in.read()).isEqualTo(value);
    assertThat(in.hasMore()).isFalse();
  }

  @Property(tries = 3000)
  void anyBytesEndInOneKindOfException(@ForAll byte[] bytes) {
    Amf0Reader in = new Amf0Reader(Unpooled.wrappedBuffer(bytes), AmfLimits.MESSAGE);
    try {
      while (in.hasMore()) {
        Amf0Writer.write(Unpooled.buffer(), in.read());
      }
    } catch (AmfException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }

  /**
   * Truncated anywhere, a message gives what came whole or an exception, and never reads past the
   * cut.
   */
  @Property(tries = 200)
  void aCutAnywhereIsSurvived(@ForAll("values") Object value) {
    ByteBuf whole = Unpooled.buffer();
    Amf0Writer.write(whole, value);
    for (int length = 0; length < Math.min(whole.writerIndex(), 200); length++) {
      ByteBuf cut = whole.slice(0, length);
      try {
        new Amf0Reader(cut, AmfLimits.MESSAGE).read();
      } catch (AmfException expected) {
        assertThat(cut.readerIndex()).isLessThanOrEqualTo(length);
      }
    }
  }

  @Test
  void writesTheFormsOfTheSpecification() {
    assertThat(written(1.0)).isEqualTo("003ff0000000000000");
    assertThat(written(7)).isEqualTo("00401c000000000000");
    assertThat(written(true)).isEqualTo("0101");
    assertThat(written("live")).isEqualTo("0200046c697665");
    assertThat(written(null)).isEqualTo("05");
    assertThat(written(AmfUndefined.UNDEFINED)).isEqualTo("06");
    assertThat(written(List.of(1.0, "a"))).isEqualTo("0a00000002003ff000000000000002000161");
    assertThat(written(AmfObject.object().put("a", null)))
        .isEqualTo("030001610500000 9".replace(" ", ""));
    assertThat(written(AmfObject.ecmaArray().put("a", null).put("b", true)))
        .isEqualTo("0800000002000161050001620101000009");
    assertThat(written(AmfObject.typed("C"))).isEqualTo("10000143000009");
    assertThat(written(new AmfDate(1.0, (short) -60))).isEqualTo("0b3ff0000000000000ffc4");
    assertThat(written(new AmfXml("<a/>"))).isEqualTo("0f000000043c612f3e");
    assertThat(written("é".repeat(40_000))).startsWith("0c00013880c3a9");
  }

  @Test
  void isLenientWhereEncodersErr() throws AmfException {
    AmfObject expected = AmfObject.ecmaArray().put("a", true);
    assertThat(read("08 00000000 0001 61 0101 000009")).as("count 0").isEqualTo(expected);
    assertThat(read("08 ffffffff 0001 61 0101 000009")).as("count of lies").isEqualTo(expected);
    assertThat(read("08 00000001 0001 61 0101")).as("no end").isEqualTo(expected);
    assertThat(read("08 00000001 0001 61 0101 0000")).as("half an end").isEqualTo(expected);
    assertThat(read("03 0001 62 03 0001 61 0101"))
        .as("no end, nested")
        .isEqualTo(AmfObject.object().put("b", AmfObject.object().put("a", true)));
    assertThat(read("03 0000 0101 000009"))
        .as("empty name")
        .isEqualTo(AmfObject.object().put("", true));
    assertThat(read("0d")).isEqualTo(AmfUndefined.UNDEFINED);
    assertThat(read("0102")).as("any true").isEqualTo(true);
  }

  @Test
  void referencesAreResolvedButNeverIntoThemselves() throws AmfException {
    AmfObject a = AmfObject.object().put("a", true);
    assertThat(read("0a 00000002 03 0001 61 0101 000009 07 0001")).isEqualTo(List.of(a, a));
    assertThat(read("03 0001 61 07 0000 000009"))
        .isEqualTo(AmfObject.object().put("a", AmfUndefined.UNDEFINED));
    assertThatThrownBy(() -> read("07 0005")).isInstanceOf(AmfException.class);
  }

  @Test
  void aSmallMessageCannotDescribeALargeStructure() {
    // Each array holds the one before twice: 2^12 values of 13 arrays.
    StringBuilder hex = new StringBuilder("0a 0000000d 0a 00000002 05 05");
    for (int i = 1; i < 13; i++) {
      hex.append("0a 00000002").append(String.format("07 %04x 07 %04x", i, i));
    }
    assertThatThrownBy(() -> read(hex.toString())).hasMessageContaining("more than 4096 values");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00 3ff0",
        "02 0005 61",
        "0c ffffffff 61",
        "0a ffffffff 05",
        "0b 00",
        "04",
        "0e",
        "12",
        "11",
        "11 12",
        "03 00"
      })
  void nonsenseIsRefused(String hex) {
    assertThatThrownBy(() -> read(hex)).isInstanceOf(AmfException.class);
  }

  @Test
  void limitsHold() {
    assertThatThrownBy(() -> read("0a 00000001".repeat(17) + "05"))
        .hasMessageContaining("deeper than 16");
    assertThatThrownBy(() -> read("0a 00002000" + "05".repeat(0x2000)))
        .hasMessageContaining("4096 values");
    assertThatThrownBy(() -> read("0c 00050000" + "61".repeat(0x50000)))
        .hasMessageContaining("bytes of text");
    assertThatThrownBy(() -> read("03 7000" + "61".repeat(0x7000) + "05"))
        .hasMessageContaining("name of");
  }

  @Test
  void amf3MessagesMayOrMayNotBeginWithASelector() throws AmfException {
    for (String hex : List.of("00 0200016e 05", "0200016e 05")) {
      Amf0Reader in = Amf0Reader.ofAmf3Message(bytes(hex), AmfLimits.MESSAGE);
      assertThat(in.read()).isEqualTo("n");
      assertThat(in.read()).isNull();
    }
    assertThat(Amf0Reader.ofAmf3Message(bytes(""), AmfLimits.MESSAGE).hasMore()).isFalse();
  }
}
