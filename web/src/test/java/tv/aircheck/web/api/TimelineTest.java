package tv.aircheck.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A show of two takes, the first of which has a gap, on its viewers' clock. */
class TimelineTest {
  private static final String ID = Given.id(1);
  private static final String SECOND = Given.id(2);
  private static final String PATH = "/broadcasts/" + ID;

  @TempDir private static Path folder;
  private static ApiServer server;

  @BeforeAll
  static void start() {
    server = new ApiServer(folder);
    Given given = new Given(server.index);
    long first = given.live(Given.ME, ID, Given.BEGAN);
    given.segment(first, 0);
    given.gap(first, 10, 15);
    given.segment(first, 15);
    long second = given.take(SECOND, ID, 60_000);
    given.segment(second, 0);
    given.ended(ID, Given.BEGAN + 70_000);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void takesAreLaidEndToEndAndGapsTakeNoTime() {
    Shown line = server.get(PATH + "/timeline").assertStatus(200);

    assertThat(line.at("/live").asBoolean()).isFalse();
    assertThat(line.at("/duration").asDouble()).isEqualTo(joined(30, 2));
    assertThat(numbers(line.at("/stretches"), "start"))
        .containsExactly(0.0, joined(10, 1), joined(20, 2));
    assertThat(numbers(line.at("/stretches"), "end"))
        .containsExactly(10.0, joined(20, 1), joined(30, 2));
    assertThat(line.at("/stretches/1/startedAt").asText()).endsWith(":55.000Z");
    assertThat(numbers(line.at("/takes"), "start")).containsExactly(0.0, joined(20, 2));
    assertThat(line.at("/takes").findValuesAsText("id")).containsExactly(ID, SECOND);
    assertThat(line.at("/gaps/0/at").asDouble()).isEqualTo(10.0);
    assertThat(line.at("/gaps/0/missing").asDouble()).isEqualTo(5.0);
    assertThat(line.at("/gaps/0/reason").asText()).isEqualTo("NOT_KEPT");
    assertThat(server.get(PATH + "/gaps").at("/gaps/0/toPosition").asLong()).isEqualTo(1500);
  }

  @Test
  void keyframesInPages() {
    List<Double> all = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    String next = PATH + "/keyframes?limit=4";
    while (next != null) {
      JsonNode page = server.get(next).assertStatus(200).json();
      all.addAll(numbers(page.get("keyframes"), "at"));
      sizes.add(page.get("keyframes").size());
      JsonNode cursor = page.get("cursor");
      next = cursor.isNull() ? null : PATH + "/keyframes?limit=4&cursor=" + cursor.asText();
    }

    assertThat(sizes).containsExactly(4, 4, 4, 3);
    assertThat(all).isSorted().doesNotHaveDuplicates();
    assertThat(all.subList(0, 6)).containsExactly(0.0, 2.0, 4.0, 6.0, 8.0, joined(10, 1));
    assertThat(all.get(10)).isEqualTo(joined(20, 2));
  }

  @Test
  void keyframesOfARange() {
    assertThat(keyframes("?from=8&to=12.1")).containsExactly(8.0, joined(10, 1), joined(12, 1));
    assertThat(keyframes("?from=8.001&to=10.05")).containsExactly(joined(10, 1));
    assertThat(keyframes("?from=28")).containsExactly(joined(28, 2));
    assertThat(keyframes("?from=1000")).isEmpty();
    assertThat(keyframes("?to=0")).isEmpty();
  }

  private static List<Double> keyframes(String query) {
    return numbers(server.get(PATH + "/keyframes" + query).at("/keyframes"), "at");
  }

  @Test
  void segmentsInPages() {
    Shown first = server.get(PATH + "/segments?limit=2").assertStatus(200);
    Shown rest = server.get(PATH + "/segments?limit=2&cursor=" + first.text("/cursor"));

    assertThat(numbers(first.at("/segments"), "at")).containsExactly(0.0, joined(10, 1));
    assertThat(first.text("/segments/0/upload")).isEqualTo("pending");
    assertThat(first.text("/segments/0/codecs/video")).isEqualTo("avc1.64001f");
    assertThat(rest.at("/segments").findValuesAsText("take")).containsExactly(SECOND);
    assertThat(rest.at("/cursor").isNull()).isTrue();
    Shown exact = server.get(PATH + "/segments?limit=3");
    assertThat(exact.at("/cursor").isNull()).isTrue();
  }

  @Test
  void theShowWithItsTakesAndTheChatThatIsNotThereYet() {
    Shown show = server.get(PATH).assertStatus(200);

    assertThat(show.at("/takes/0/gaps/0/from").asDouble()).isEqualTo(10.0);
    assertThat(show.text("/codecs/audio")).isEqualTo("mp4a.40.2");
    assertThat(show.text("/media/hls")).isEqualTo("/hls/" + ID + "/index.m3u8");
    assertThat(show.text("/media/rtmp")).isEqualTo("rtmp://127.0.0.1:1935/archive/" + ID);
    assertThat(server.get(PATH + "/chat").at("/messages")).isEmpty();
    assertThat(server.get(PATH.toLowerCase(Locale.ROOT)).text("/id")).isEqualTo(ID);
  }

  /** Behind so many joints, each of which takes a frame's time. */
  private static double joined(int seconds, int joints) {
    return (seconds * 1000 + joints * 40) / 1000.0;
  }

  private static List<Double> numbers(JsonNode list, String name) {
    List<Double> numbers = new ArrayList<>();
    list.forEach(each -> numbers.add(each.get(name).asDouble()));
    return numbers;
  }
}
