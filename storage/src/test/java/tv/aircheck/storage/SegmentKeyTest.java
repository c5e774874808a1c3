package tv.aircheck.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SegmentKeyTest {
  private static final String TAKE = "01JD8Z5V7Q4X9K2M3N6P8R0S1T";

  @Example
  void namesAPlaceInSpoolAndStore() {
    long startedAt = Instant.parse("2026-11-22T23:59:59.999Z").toEpochMilli();
    SegmentKey key = SegmentKey.of("live", "justin", TAKE, startedAt, 123_456_789);
    assertThat(key.storeKey())
        .isEqualTo("segments/live/justin/2026/11/22/" + TAKE + "/0000000123456789.flv");
    assertThat(key.storeKey()).startsWith(key.takePrefix());
    assertThat(key.sealedPath(Path.of("spool")))
        .isEqualTo(Path.of("spool/live/justin", TAKE, "0000000123456789.flv"));
    assertThat(SegmentKey.parse(key.storeKey())).contains(key);
  }

  @Example
  void refusesWhatCouldPointElsewhere() {
    for (String bad : new String[] {"", ".", "..", ".x", "a/b", "a\\b", "a\0", "ä", "a b", "a\n"}) {
      assertThatThrownBy(() -> SegmentKey.of(bad, "me", TAKE, 0, 0)).hasMessageContaining("app");
      assertThatThrownBy(() -> SegmentKey.of("live", bad, TAKE, 0, 0)).hasMessageContaining("name");
      assertThatThrownBy(() -> SegmentKey.of("live", "me", bad, 0, 0)).hasMessageContaining("take");
    }
    assertThatThrownBy(() -> SegmentKey.of("live", "me", TAKE, 0, -1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> SegmentKey.of("live", "me", TAKE, 0, 10_000_000_000_000_000L))
        .hasMessageContaining("16 digits");
  }

  @Property
  void whateverIsAcceptedStaysInsideAndComesBack(@ForAll String app, @ForAll String take) {
    try {
      SegmentKey key = SegmentKey.of(app, "me", take, 0, 1);
      Path root = Path.of("/spool");
      assertThat(key.sealedPath(root).normalize()).isEqualTo(key.sealedPath(root));
      assertThat(key.sealedPath(root)).startsWithRaw(root);
      assertThat(SegmentKey.parse(key.storeKey())).contains(key);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("is not");
    }
  }

  @Property
  void anyStringMayBeParsed(@ForAll String storeKey) {
    assertThat(SegmentKey.parse(storeKey)).isEmpty();
  }

  @Example
  void aKeyWithoutARealDateNamesNoSegment() {
    String key = "segments/live/me/2026/02/30/" + TAKE + "/0000000000000000.flv";
    assertThat(SegmentKey.parse(key)).isEmpty();
  }
}
