package tv.aircheck.playback.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many indexes are put together at once. */
class Mp4PlacesTest {
  private long nanos;
  private final Mp4Places places = new Mp4Places(() -> nanos);
  private final List<Mp4Index> all =
      Stream.generate(() -> new Mp4Index(null)).limit(Mp4Places.MOST + 1).toList();
  private final Mp4Index late = all.get(Mp4Places.MOST);

  private void fill() throws NotYet {
    for (Mp4Index index : all.subList(0, Mp4Places.MOST)) {
      places.enter(index);
    }
  }

  @Test
  void oneMoreWaitsUntilAnotherIsComplete() throws Exception {
    fill();
    assertThatThrownBy(() -> places.enter(late)).isInstanceOf(NotYet.class);
    places.enter(all.get(0));
    places.leave(all.get(0), false);
    assertThatThrownBy(() -> places.enter(late)).as("one thread left").isInstanceOf(NotYet.class);
    places.leave(all.get(0), false);
    assertThatCode(() -> places.enter(late)).doesNotThrowAnyException();
    assertThat(all).hasSize(Mp4Places.MOST + 1);
  }

  @Test
  void oneThatNobodyGoesOnWithLosesItsPlace() throws Exception {
    fill();
    nanos = 2 * Mp4Places.IDLE_NANOS;
    assertThatThrownBy(() -> places.enter(late)).as("all are at work").isInstanceOf(NotYet.class);
    places.leave(all.get(1), true);
    nanos += Mp4Places.IDLE_NANOS - 1;
    assertThatThrownBy(() -> places.enter(late)).isInstanceOf(NotYet.class);
    nanos += 1;
    assertThatCode(() -> places.enter(late)).doesNotThrowAnyException();
    assertThatThrownBy(() -> places.enter(all.get(1))).isInstanceOf(NotYet.class);
  }
}
