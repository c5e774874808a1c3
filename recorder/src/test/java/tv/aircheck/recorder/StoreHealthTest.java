package tv.aircheck.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.StoreOutage;
import tv.aircheck.index.UploadRow;
import tv.aircheck.index.UploadState;
import tv.aircheck.recorder.StoreHealth.State;
import tv.aircheck.storage.StorageException;
import tv.aircheck.testkit.ManualClock;

class StoreHealthTest {

  private final ManualClock clock = ManualClock.atSomeTime();
  private final StoreHealth health = new StoreHealth(UploadSettings.DEFAULT, clock, new Random(1));

  private static StorageException noRoute() {
    return new StorageException(StorageException.Kind.UNAVAILABLE, "no route");
  }

  private static UploadRow row(long position) {
    return new UploadRow(
        1,
        position,
        "T1",
        new ChannelName("live", "justin"),
        0,
        7,
        100,
        UploadState.UPLOADING,
        0,
        0,
        null,
        null);
  }

  @Test
  void oneFailureIsNoOutage() {
    health.failed(row(1), noRoute());
    assertThat(health.mayBegin(8)).isZero();
    assertThat(health.mayGoOn(row(2))).as("claimed before").isFalse();
    clock.advanceMs(1_000);
    assertThat(health.mayBegin(8)).isEqualTo(1);
    health.claimed(row(1));
    assertThat(health.mayBegin(8)).as("one at a time").isZero();
    assertThat(health.mayGoOn(row(1))).isTrue();
    health.answered();
    assertThat(health.mayBegin(8)).isEqualTo(8);
    assertThat(health.news()).isEmpty();
  }

  @Test
  void anOutageIsOneNewsAtItsStartAndOneAtItsEnd() {
    long began = clock.millis();
    health.failed(row(1), noRoute());
    health.failed(row(2), noRoute());
    assertThat(health.state()).as("two under way at once failed once").isEqualTo(State.SHAKY);
    clock.advanceMs(1_000);
    health.claimed(row(1));
    health.failed(row(1), noRoute());
    assertThat(health.state()).isEqualTo(State.AWAY);
    StoreOutage outage = health.news().orElseThrow();
    assertThat(outage.startedAtMs()).isEqualTo(began);
    assertThat(outage.lasts()).isTrue();
    health.noted(outage);
    assertThat(health.news()).isEmpty();

    clock.advanceMs(2_000);
    health.claimed(row(1));
    health.answered();
    assertThat(health.news().orElseThrow().endedAtMs()).isEqualTo(began + 3_000);
    assertThat(health.mayBegin(8)).isEqualTo(8);
  }

  @Test
  void aProbeThatNeverAskedIsNone() {
    health.failed(row(1), noRoute());
    clock.advanceMs(1_000);
    health.claimed(row(1));
    health.unasked(row(1));
    assertThat(health.mayBegin(8)).isEqualTo(1);
  }

  @Test
  void aRestartGoesOnWithTheOutage() {
    health.resume(new StoreOutage(5, null, 9, 0, "no route"));
    assertThat(health.mayBegin(8)).as("tried at once").isEqualTo(1);
    health.claimed(row(1));
    health.answered();
    assertThat(health.news().orElseThrow())
        .isEqualTo(new StoreOutage(5, (Long) clock.millis(), 9, clock.millis(), "no route"));
  }

  /** Looked at twice a second, as the recorder does. */
  @Property(tries = 10)
  void anOutageOfHoursCostsFewTries(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int hours) {
    ManualClock time = ManualClock.atSomeTime();
    StoreHealth away = new StoreHealth(UploadSettings.DEFAULT, time, new Random(seed));
    away.failed(row(1), noRoute());
    long end = time.millis() + Duration.ofHours(hours).toMillis();
    long lastTry = time.millis();
    int tries = 1;
    while (time.millis() < end) {
      time.advanceMs(500);
      if (away.mayBegin(8) > 0) {
        tries++;
        assertThat(time.millis() - lastTry).isLessThanOrEqualTo(300_500);
        lastTry = time.millis();
        away.claimed(row(1));
        away.failed(row(1), noRoute());
      }
    }
    assertThat(tries).isBetween(hours * 12, hours * 24 + 12);
  }
}
