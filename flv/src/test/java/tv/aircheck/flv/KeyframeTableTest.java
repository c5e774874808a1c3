package tv.aircheck.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class KeyframeTableTest {
  private record Step(long timeMs, long bytes) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 1L << 40), Arbitraries.longs().between(0, 1L << 50))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  private static KeyframeTable table(List<Step> steps) {
    KeyframeTable.Builder builder = new KeyframeTable.Builder();
    long time = 0;
    long position = 0;
    for (Step step : steps) {
      time += step.timeMs();
      position += step.bytes();
      builder.add(time, position);
    }
    return builder.build();
  }

  @Property(tries = 300)
  void decodesWhatItEncodes(@ForAll("steps") List<Step> steps) throws CorruptFlvException {
    KeyframeTable table = table(steps);
    KeyframeTable read = KeyframeTable.decode(table.encode());
    assertThat(read.size()).isEqualTo(steps.size());
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.timeMs(i)).isEqualTo(table.timeMs(i));
      assertThat(read.position(i)).isEqualTo(table.position(i));
    }
  }

  @Property(tries = 300)
  void floorIsTheLastNotAfter(
      @ForAll("steps") List<Step> steps, @ForAll @LongRange(min = -1, max = 1L << 42) long time) {
    KeyframeTable table = table(steps);
    int expected = -1;
    for (int i = 0; i < table.size(); i++) {
      expected = table.timeMs(i) <= time ? i : expected;
    }
    assertThat(table.floor(time)).isEqualTo(expected);
  }

  @Property(tries = 2000)
  void damageIsRefusedOrYieldsATableInOrder(@ForAll byte[] bytes) {
    try {
      KeyframeTable table = KeyframeTable.decode(bytes);
      for (int i = 1; i < table.size(); i++) {
        assertThat(table.timeMs(i)).isGreaterThanOrEqualTo(table.timeMs(i - 1));
        assertThat(table.position(i)).isGreaterThanOrEqualTo(table.position(i - 1));
      }
    } catch (CorruptFlvException expected) {
      assertThat(expected).hasMessageContaining("keyframe table");
    }
  }

  @Test
  void isAFewBytesAnEntry() {
    KeyframeTable table = new KeyframeTable.Builder().add(0, 300).add(2_000, 1_000_300).build();
    assertThat(table.encode())
        .inHexadecimal()
        .isEqualTo(
            new byte[] {
              2, 0, (byte) 0xAC, 2, (byte) 0xD0, 0x0F, (byte) 0xC0, (byte) 0x84, 0x3D, 0
            });
    assertThat(KeyframeTable.EMPTY.encode()).containsExactly(0, 0);
    assertThat(table.isKeyframe(300)).isTrue();
    assertThat(table.isKeyframe(301)).isFalse();
    assertThat(table.floorPosition(1_000_299)).isZero();
  }

  @Test
  void saysWhereTheLastHeaderIs() throws CorruptFlvException {
    KeyframeTable table = new KeyframeTable.Builder().header(0).header(64).add(0, 300).build();
    assertThat(KeyframeTable.decode(table.encode()).lastHeader()).isEqualTo(64);
    assertThat(KeyframeTable.decode(KeyframeTable.EMPTY.encode()).lastHeader()).isNegative();
  }

  @Test
  void headersMayBeAnywhereWhereATableDoesNotSay() throws CorruptFlvException {
    byte[] old = {1, 0, 5};
    KeyframeTable table = KeyframeTable.decode(old);
    assertThat(table.lastHeader()).isEqualTo(Long.MAX_VALUE);
    assertThat(table.encode()).isEqualTo(old);
  }

  @Test
  void lyingCountsAndStrayBytesAreNamed() {
    assertThatThrownBy(
            () -> KeyframeTable.decode(new byte[] {(byte) 0xFF, (byte) 0xFF, 0x7F, 0, 0}))
        .hasMessageContaining("cannot hold 2097151 entries");
    assertThatThrownBy(() -> KeyframeTable.decode(new byte[] {0, 0, 0}))
        .hasMessageContaining("1 stray");
    assertThatThrownBy(() -> KeyframeTable.decode(new byte[0]))
        .isInstanceOf(CorruptFlvException.class);
  }
}
