package tv.aircheck.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.access.Caller;
import tv.aircheck.index.access.Visibility;
import tv.aircheck.testkit.Await;

/** Who listens is told what happens, each thing once, and nothing that is not for them. */
class EventsTest {
  private static final ChannelName SECRET = new ChannelName("live", "secret");

  @TempDir private static Path folder;
  private static ApiServer server;
  private static Given given;
  private static int shows;

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private String id;
  private long beganMs;

  @BeforeAll
  static void start() {
    server = new ApiServer(folder);
    given = new Given(server.index);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void another() {
    server.caller = Caller.OPEN;
    id = Given.id(++shows);
    beganMs = Given.BEGAN + shows * 100_000L;
  }

  @AfterEach
  void hangUp() {
    listeners.forEach(Listener::close);
  }

  @Test
  void aShowFromItsBeginningToItsEnd() {
    Listener all = listen("?channel=live/me", null);

    long take = given.live(Given.ME, id, beganMs);
    given.segment(take, 0);
    all.await("segment-stored " + id);
    given.ended(id, beganMs + 20_000);
    server.patch("/broadcasts/" + id, "*", "{\"title\":\"Named\",\"locked\":true}");
    server.patch("/broadcasts/" + id, "*", "{\"locked\":false}");
    server.delete("/broadcasts/" + id, "*");
    server.post("/broadcasts/" + id + "/restore");

    all.await("restored " + id);
    assertThat(all.seen())
        .containsExactly(
            "went-live " + id,
            "segment-stored " + id,
            "ended " + id,
            "title-changed " + id,
            "changed " + id,
            "changed " + id,
            "marked " + id,
            "restored " + id);
    assertThat(all.lines).contains("retry: 2000");
    assertThat(all.data.get(1)).contains("\"duration\":10.0").contains("\"channel\":\"live/me\"");
  }

  @Test
  void onlyWhatIsAskedFor() {
    String other = Given.id(7000 + shows);
    Listener ofShow = listen("?broadcast=" + id + "&types=ended,went-live", null);

    given.live(Given.ME, other, beganMs + 1);
    given.segment(given.live(Given.ME, id, beganMs), 0);
    given.ended(id, beganMs + 20_000);

    ofShow.await("ended " + id);
    assertThat(ofShow.seen()).containsExactly("went-live " + id, "ended " + id);
  }

  @Test
  void whatAnotherProcessDid() {
    given.show(Given.ME, id, beganMs);
    Listener all = listen("?broadcast=" + id + "&types=title-changed", null);

    try (Index command = Index.open(IndexSettings.at(folder.resolve("index.db")))) {
      new Given(command).titled(id, "By a command");
    }

    all.await("title-changed " + id);
    assertThat(all.data.get(0)).contains("By a command");
  }

  @Test
  void whoComesBackMissesNothingAndSeesNothingTwice() {
    Listener first = listen("?types=went-live,ended", null);
    given.live(Given.ME, id, beganMs);
    first.await("went-live " + id);
    String last = first.ids.get(first.ids.size() - 1);
    first.close();
    given.ended(id, beganMs + 10);
    Listener watcher = listen("?types=ended", null);
    String next = Given.id(8000 + shows);
    given.live(Given.ME, next, beganMs + 5);
    given.ended(next, beganMs + 20);
    watcher.await("ended " + next);

    Listener again = listen("?types=went-live,ended", last);

    again.await("ended " + next);
    assertThat(again.seen()).containsExactly("ended " + id, "went-live " + next, "ended " + next);
  }

  @Test
  void whoIsAwayForTooLongIsToldToLookAnew() {
    Listener ofOtherRun = listen("", "12345-6");
    Listener nonsense = listen("", "what?");

    ofOtherRun.await("reset");
    nonsense.await("reset");
    String resetId = ofOtherRun.ids.get(0);
    Listener back = listen("?types=went-live", resetId);
    given.live(Given.ME, id, beganMs);
    back.await("went-live " + id);
    assertThat(back.seen()).doesNotContain("reset");
  }

  @Test
  void whatIsPrivateIsToldToNobody() {
    given.live(SECRET, Given.id(6000 + shows), beganMs);
    given.visibility(SECRET, Visibility.PRIVATE);
    server.caller = Caller.NOBODY;
    Listener nobody = listen("", null);
    Listener byName = listen("?channel=live/secret", null);
    server.caller = Caller.OPEN;
    Listener open = listen("", null);

    given.live(SECRET, id, beganMs);
    String shown = Given.id(9000 + shows);
    given.live(Given.ME, shown, beganMs);

    open.await("went-live " + id);
    nobody.await("went-live " + shown);
    assertThat(nobody.seen()).doesNotContain("went-live " + id);
    assertThat(byName.seen()).isEmpty();
  }

  private Listener listen(String query, String lastId) {
    Listener listener = new Listener(query, lastId);
    listeners.add(listener);
    return listener;
  }

  /** A client, which notes what it is told. */
  private static final class Listener {
    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<String> ids = new CopyOnWriteArrayList<>();
    final List<String> events = new CopyOnWriteArrayList<>();
    final List<String> data = new CopyOnWriteArrayList<>();
    private final InputStream body;

    Listener(String query, String lastId) {
      HttpRequest.Builder request = HttpRequest.newBuilder(server.uri("/events" + query));
      if (lastId != null) {
        request.header("Last-Event-ID", lastId);
      }
      try {
        HttpResponse<InputStream> response =
            server.client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.headers().map())
            .containsEntry("content-type", List.of("text/event-stream"));
        body = response.body();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      Thread reader = new Thread(this::read, "listener");
      reader.setDaemon(true);
      reader.start();
      Await.until("the connection stands", () -> lines.contains("retry: 2000"));
    }

    private void read() {
      try (BufferedReader in =
          new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          note(line);
        }
      } catch (IOException e) {
        lines.add("closed");
      }
    }

    private void note(String line) {
      Map<String, List<String>> places = Map.of("id: ", ids, "event: ", events, "data: ", data);
      places.forEach(
          (prefix, place) -> {
            if (line.startsWith(prefix)) {
              place.add(line.substring(prefix.length()));
            }
          });
      lines.add(line);
    }

    /** {@code went-live ID}, in order. */
    List<String> seen() {
      return data.stream().map(Listener::words).filter(Objects::nonNull).toList();
    }

    private static String words(String json) {
      String type = json.replaceAll(".*\"type\":\"([a-z-]+)\".*", "$1");
      return json.contains("\"broadcast\":null")
          ? type
          : type + " " + json.replaceAll(".*\"broadcast\":\\{\"id\":\"(\\w+)\".*", "$1");
    }

    void await(String words) {
      Await.until(words + " of " + seen(), () -> seen().contains(words));
    }

    void close() {
      try {
        body.close();
      } catch (IOException e) {
        lines.add("closed");
      }
    }
  }
}
