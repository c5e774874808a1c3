package tv.aircheck.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupsTest {
  private final Groups groups = new Groups(Set.of("home"));

  @Test
  void oneThatStaysAwayIsForgottenUnlessItIsConfigured() {
    groups.arrived("guest", "live/*");
    groups.left("guest", 1_000);
    groups.left("home", 1_000);
    assertThat(groups.wanting("live", "one")).containsExactlyInAnyOrder("home", "guest");
    assertThat(groups.wanting("other", "one")).containsExactly("home");
    assertThat(groups.forgetAwaySince(1_000)).isEmpty();
    assertThat(groups.forgetAwaySince(1_001)).containsExactly("guest");
    assertThat(groups.wanting("live", "one")).containsExactly("home");
  }

  @Test
  void oneThatComesBackIsKept() {
    groups.arrived("guest", "*/*");
    groups.left("guest", 1_000);
    groups.arrived("guest", "*/*");
    assertThat(groups.forgetAwaySince(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void aConnectionThatGoesAfterItsSuccessorCameTakesNobodyAway() {
    groups.arrived("guest", "*/*");
    groups.arrived("guest", "*/*");
    groups.left("guest", 1_000);
    assertThat(groups.forgetAwaySince(Long.MAX_VALUE)).isEmpty();
    groups.left("guest", 2_000);
    assertThat(groups.forgetAwaySince(2_001)).containsExactly("guest");
  }
}
