package tv.aircheck.playback.http;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-, 0, 100",
    "bytes=10-19, 10, 20",
    "Bytes= 10 - 19 , 10, 20",
    "bytes=90-1000, 90, 100",
    "bytes=-10, 90, 100",
    "bytes=-1000, 0, 100",
    "bytes=0-99999999999999999999999, 0, 100",
    "bytes=-99999999999999999999999, 0, 100",
    "bytes=0000000000000000000010-0000000000000000000019, 10, 20",
  })
  void isThePartThatIsThere(String header, long from, long to) {
    assertThat(ByteRange.parse(header, 100)).isEqualTo(new ByteRange(from, to));
  }

  @Test
  void knowsNumbersOfNineteenDigits() {
    assertThat(ByteRange.parse("bytes=1000000000000000000-1000000000000000000", 1L << 60))
        .isEqualTo(new ByteRange(1_000_000_000_000_000_000L, 1_000_000_000_000_000_001L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=99999999999999999999-", "bytes=-0"})
  void isEmptyWhereNothingIs(String header) {
    assertThat(ByteRange.parse(header, 100).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=",
        "bytes=-",
        "bytes=5",
        "bytes=9-5",
        "bytes=a-b",
        "bytes=0-1,4-5",
        "x=0-1"
      })
  void isPassedOverWhereItMakesNoSense(String header) {
    assertThat(ByteRange.parse(header, 100)).isNull();
  }

  @Property(tries = 200)
  void anyPartOfAnyLengthIsUnderstood(
      @ForAll @LongRange(min = 1, max = 1L << 60) long length,
      @ForAll @LongRange(min = 0) long one,
      @ForAll @LongRange(min = 0) long other) {
    long from = Math.min(one, other) % length;
    long last = Math.max(from, Math.max(one, other) % length);
    ByteRange range = ByteRange.parse("bytes=" + from + "-" + last, length);
    assertThat(range).isEqualTo(new ByteRange(from, last + 1));
    assertThat(range.contentRange(length)).isEqualTo("bytes " + from + "-" + last + "/" + length);
  }
}
