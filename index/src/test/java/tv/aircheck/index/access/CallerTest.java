package tv.aircheck.index.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ChannelPattern;
import tv.aircheck.index.CredentialRow;
import tv.aircheck.index.CredentialTimes;

/** Who may do what, all of it. */
class CallerTest {
  private static final ChannelName MINE = new ChannelName("live", "me");
  private static final ChannelName OTHER = new ChannelName("live", "emma");

  private static final Map<String, Caller> CALLERS =
      Map.of(
          "open", Caller.OPEN,
          "nobody", Caller.NOBODY,
          "publisher", holding(Role.PUBLISHER, "live/me"),
          "viewer", holding(Role.VIEWER, "live/me"),
          "owner", holding(Role.OWNER, "live/m*"),
          "operator", holding(Role.OPERATOR, "*/*"),
          "invited", Caller.NOBODY.invitedTo(MINE));

  private static Caller holding(Role role, String channels) {
    return Caller.of(
        new CredentialRow(
            "t-1", role, ChannelPattern.parse(channels), "", new CredentialTimes(0, null, null)));
  }

  /** Letters: p public, u unlisted, r private; on live/me, and after the slash on live/emma. */
  private static final String TABLE =
      """
      who       LIST     WATCH    EDIT     OPERATE  PUBLISH
      open      pur/pur  pur/pur  pur/pur  pur/pur  pur/pur
      nobody    p/p      pu/pu    /        /        /
      publisher p/p      pu/pu    /        /        pur/
      viewer    pur/p    pur/pu   /        /        /
      owner     pur/p    pur/pu   pur/     /        /
      operator  pur/pur  pur/pur  pur/pur  pur/pur  /
      invited   p/p      pur/pu   /        /        /
      """;

  @TestFactory
  Stream<DynamicTest> whoMayDoWhat() {
    List<String[]> lines = TABLE.lines().map(line -> line.trim().split(" +", -1)).toList();
    String[] head = lines.get(0);
    return lines.stream()
        .skip(1)
        .flatMap(
            line ->
                Stream.iterate(1, column -> column < head.length, column -> column + 1)
                    .map(
                        column ->
                            DynamicTest.dynamicTest(
                                line[0] + " " + head[column],
                                () ->
                                    assertThat(
                                            allowed(
                                                CALLERS.get(line[0]), Action.valueOf(head[column])))
                                        .isEqualTo(line[column]))));
  }

  private static String allowed(Caller caller, Action action) {
    return allowed(caller, action, MINE) + "/" + allowed(caller, action, OTHER);
  }

  private static String allowed(Caller caller, Action action, ChannelName channel) {
    StringBuilder letters = new StringBuilder();
    for (Visibility visibility : Visibility.values()) {
      if (caller.may(action, channel, visibility)) {
        letters.append(visibility == Visibility.PRIVATE ? "r" : visibility.word().substring(0, 1));
      }
    }
    return letters.toString().toLowerCase(Locale.ROOT);
  }

  @Test
  void onlyAnOperatorLooksAtTheServer() {
    assertThat(CALLERS.entrySet().stream().filter(e -> e.getValue().mayOperate()))
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("open", "operator");
  }
}
