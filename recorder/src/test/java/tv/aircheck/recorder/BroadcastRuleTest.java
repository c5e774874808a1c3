package tv.aircheck.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tv.aircheck.recorder.BroadcastRule.Candidate;

class BroadcastRuleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static BroadcastRule rule(LocalTime splitAt, ZoneId zone) {
    return new BroadcastRule(new BroadcastSettings(Duration.ofSeconds(60), splitAt, zone));
  }

  private static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  private static Candidate onAir(String since) {
    return new Candidate("B", at(since), true, 0);
  }

  @ParameterizedTest(name = "back after {0} ms: {1}")
  @CsvSource({"0, true", "59999, true", "60000, true", "60001, false", "-500, true"})
  void aPublisherWhoComesBackWithinTheWindowGoesOn(long afterMs, boolean joins) {
    long ended = at("2026-11-22T15:00:00Z");
    Candidate broadcast = new Candidate("B", at("2026-11-22T14:00:00Z"), false, ended);
    BroadcastRule rule = rule(LocalTime.of(5, 0), ZoneOffset.UTC);
    assertThat(rule.joins(broadcast, ended + afterMs, false)).isEqualTo(joins);
    assertThat(rule.isOver(broadcast, ended + afterMs)).isEqualTo(!joins);
  }

  @Test
  void whatIsOnAirIsNeverOverAndIsJoined() {
    BroadcastRule rule = rule(LocalTime.of(5, 0), ZoneOffset.UTC);
    Candidate broadcast = onAir("2026-11-22T14:00:00Z");
    assertThat(rule.isOver(broadcast, at("2026-11-23T14:00:00Z"))).isFalse();
    assertThat(rule.joins(broadcast, at("2026-11-22T15:00:00Z"), false)).isTrue();
  }

  @ParameterizedTest(name = "{4}: began {0}, next take {1}: goes on {3}")
  @CsvSource({
    "2026-11-22T04:00:00Z, 2026-11-23T05:00:00Z, UTC, false, 25 hours old at the split",
    "2026-11-22T09:00:00Z, 2026-11-23T05:00:00Z, UTC, false, just 20 hours old at the split",
    "2026-11-22T09:00:01Z, 2026-11-23T05:00:00Z, UTC, true, too young for this split",
    "2026-11-22T09:00:01Z, 2026-11-24T05:00:00Z, UTC, false, and split a day later",
    "2026-11-22T04:00:00Z, 2026-11-23T04:59:55Z, UTC, false, the origin's clock is a little early",
    "2026-11-22T04:00:00Z, 2026-11-23T04:59:54Z, UTC, true, rolled before the split",
    "2026-11-22T04:00:00Z, 2026-11-22T16:00:00Z, UTC, true, rolled after twelve hours",
    "2026-11-22T04:00:00Z, 2026-11-23T17:00:00Z, UTC, false, the split was missed and is made up for",
    // Winter time in Berlin begins on 25 October: 05:00 is 04:00Z, an hour later in UTC than the
    // day before.
    "2026-10-24T03:30:00Z, 2026-10-25T03:59:54Z, Europe/Berlin, true, the longer day",
    "2026-10-24T03:30:00Z, 2026-10-25T04:00:00Z, Europe/Berlin, false, the longer day's split",
    // Summer time begins on 28 March 2027: 05:00 is 03:00Z.
    "2027-03-27T04:30:00Z, 2027-03-28T03:00:00Z, Europe/Berlin, false, the shorter day's split",
    "2027-03-27T04:30:00Z, 2027-03-28T02:59:54Z, Europe/Berlin, true, the shorter day",
  })
  void aChannelThatNeverStopsIsSplitDaily(
      String began, String take, ZoneId zone, boolean goesOn, String why) {
    assertThat(rule(LocalTime.of(5, 0), zone).joins(onAir(began), at(take), true))
        .as(why)
        .isEqualTo(goesOn);
  }

  @Test
  void aSplitAtATimeThatSummerTimeSkipsComesAnHourLater() {
    BroadcastRule rule = rule(LocalTime.of(2, 30), BERLIN);
    Candidate broadcast = onAir("2027-03-27T02:00:00Z");
    assertThat(rule.joins(broadcast, at("2027-03-28T01:29:54Z"), true)).isTrue();
    assertThat(rule.joins(broadcast, at("2027-03-28T01:30:00Z"), true)).isFalse();
  }

  @Test
  void aSplitAtATimeThatComesTwiceIsMadeOnce() {
    BroadcastRule rule = rule(LocalTime.of(2, 30), BERLIN);
    assertThat(rule.joins(onAir("2026-10-24T01:00:00Z"), at("2026-10-25T00:30:00Z"), true))
        .as("the first 02:30")
        .isFalse();
    assertThat(rule.joins(onAir("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z"), true))
        .as("the second 02:30, for what began at the first")
        .isTrue();
  }
}
