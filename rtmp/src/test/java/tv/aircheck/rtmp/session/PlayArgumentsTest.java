package tv.aircheck.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tv.aircheck.rtmp.PlayRequest;
import tv.aircheck.rtmp.message.Command;

class PlayArgumentsTest {
  private static Command play(Object... arguments) {
    Object[] all = new Object[2 + arguments.length];
    all[1] = "name";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return Command.of("play", 0, all);
  }

  @Test
  void startIsInMillisecondsAndHasTwoWaysToSayEachSpecialThing() {
    assertThat(PlayArguments.startMs(play())).isEqualTo(PlayRequest.LIVE_OR_RECORDED);
    assertThat(PlayArguments.startMs(play(-2.0))).isEqualTo(PlayRequest.LIVE_OR_RECORDED);
    assertThat(PlayArguments.startMs(play(-2000.0))).isEqualTo(PlayRequest.LIVE_OR_RECORDED);
    assertThat(PlayArguments.startMs(play(-77.0))).isEqualTo(PlayRequest.LIVE_OR_RECORDED);
    assertThat(PlayArguments.startMs(play(Double.NaN))).isEqualTo(PlayRequest.LIVE_OR_RECORDED);
    assertThat(PlayArguments.startMs(play(-1.0))).isEqualTo(PlayRequest.LIVE_ONLY);
    assertThat(PlayArguments.startMs(play(-1000.0))).isEqualTo(PlayRequest.LIVE_ONLY);
    assertThat(PlayArguments.startMs(play(0.0))).isZero();
    assertThat(PlayArguments.startMs(play(1500.0))).isEqualTo(1500);
    assertThat(PlayArguments.startMs(play(Double.POSITIVE_INFINITY))).isPositive();
  }

  @Test
  void durationAndReset() {
    assertThat(PlayArguments.durationMs(play(0.0))).isEqualTo(PlayRequest.TO_THE_END);
    assertThat(PlayArguments.durationMs(play(0.0, -1000.0))).isEqualTo(PlayRequest.TO_THE_END);
    assertThat(PlayArguments.durationMs(play(0.0, 0.0))).isZero();
    assertThat(PlayArguments.durationMs(play(0.0, 2500.0))).isEqualTo(2500);
    assertThat(PlayArguments.reset(play())).isTrue();
    assertThat(PlayArguments.reset(play(0.0, 0.0, true))).isTrue();
    assertThat(PlayArguments.reset(play(0.0, 0.0, 2.0))).isTrue();
    assertThat(PlayArguments.reset(play(0.0, 0.0, false))).isFalse();
    assertThat(PlayArguments.reset(play(0.0, 0.0, 0.0))).isFalse();
  }

  @Test
  void positionsAreSane() {
    assertThat(PlayArguments.positionMs(-5)).isZero();
    assertThat(PlayArguments.positionMs(Double.NaN)).isZero();
    assertThat(PlayArguments.positionMs(1e300)).isEqualTo(1_000_000_000_000_000L);
  }
}
