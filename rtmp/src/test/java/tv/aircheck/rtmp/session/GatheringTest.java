package tv.aircheck.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatheringTest {
  private final List<Object> asked = new ArrayList<>();
  private final Channel channel =
      new EmbeddedChannel(
          DefaultChannelId.newInstance(),
          false,
          new DefaultChannelConfig(new EmbeddedChannel()) {
            @Override
            public <T> boolean setOption(ChannelOption<T> option, T value) {
              return option.name().endsWith("SO_RCVLOWAT")
                  ? asked.add(value)
                  : super.setOption(option, value);
            }
          });
  private final Gathering gathering = new Gathering(channel);

  @BeforeEach
  void enter() {
    gathering.enter();
  }

  @AfterEach
  void leave() {
    gathering.leave();
  }

  @Test
  void readsEveryArrivalUnlessItMayGather() {
    gathering.adapt(100_000);
    gathering.adapt(200_000);
    assertThat(asked).isEmpty();
  }

  @Test
  void waitsForAFifthOfWhatTheLastSecondBrought() {
    gathering.allow(true);
    gathering.adapt(150_000);
    gathering.adapt(250_000);
    assertThat(asked).containsExactly(30_000, 20_000);
  }

  @Test
  void neverWaitsForMoreThanOneReadTakes() {
    gathering.allow(true);
    gathering.adapt(1L << 40);
    assertThat(asked).containsExactly(48 * 1024);
  }

  @Test
  void givesUpOnOneWhoFellSilent() {
    gathering.allow(true);
    gathering.adapt(150_000);
    gathering.adapt(150_000);
    assertThat(asked).containsExactly(30_000, 1);
  }

  @Test
  void readsAtOnceWhenItMayNoLonger() {
    gathering.allow(true);
    gathering.adapt(150_000);
    gathering.allow(false);
    gathering.adapt(300_000);
    assertThat(asked).containsExactly(30_000, 1);
  }

  @Test
  void itsLoopHasTimeWhileAllOfManyMayGather() {
    gathering.leave();
    List<Gathering> many = IntStream.range(0, 20).mapToObj(i -> new Gathering(channel)).toList();
    many.forEach(Gathering::enter);
    assertThat(Breath.census().hasTime()).isFalse();
    many.forEach(one -> one.allow(true));
    assertThat(Breath.census().hasTime()).isTrue();
    many.get(3).allow(false);
    assertThat(Breath.census().hasTime()).isFalse();
    many.get(3).leave();
    assertThat(Breath.census().hasTime()).isTrue();
    many.forEach(Gathering::leave);
    assertThat(Breath.census().hasTime()).isFalse();
  }

  @Test
  void leavesAClosedChannelAlone() {
    gathering.allow(true);
    gathering.adapt(150_000);
    channel.close().syncUninterruptibly();
    gathering.allow(false);
    assertThat(asked).containsExactly(30_000);
  }
}
