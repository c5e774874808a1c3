package tv.aircheck.web.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.AuditAction;
import tv.aircheck.index.AuditRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.access.Caller;
import tv.aircheck.testkit.ManualClock;

/** What is told to who comes back after nobody listened; the test looks when it likes. */
class EventHubTest {
  @TempDir private Path folder;
  private final ManualClock clock = ManualClock.atSomeTime();
  private Index index;
  private EventHub hub;

  @BeforeEach
  void start() {
    index = Index.open(IndexSettings.at(folder.resolve("index.db")));
    hub = new EventHub(index, clock);
  }

  @AfterEach
  void stop() {
    hub.close();
    index.close();
  }

  @Test
  void whatAnotherProcessDidMeanwhileWasMissed() {
    String known = hub.epoch() + "-0";
    clock.advance(Duration.ofMinutes(10));
    hub.look();
    assertThat(sentToWhoKnows(known)).doesNotContain("event: ");

    clock.advance(Duration.ofMinutes(10));
    AuditRow line =
        new AuditRow(0, clock.millis(), "me@host", AuditAction.TITLED, "ID", "live/me", 0, "");
    index.writeNow(
        tx -> {
          tx.audit().add(line);
          return null;
        });
    hub.look();

    assertThat(sentToWhoKnows(known)).contains("event: reset");
  }

  private String sentToWhoKnows(String lastId) {
    StringBuilder sent = new StringBuilder();
    EventFilter all = new EventFilter(Caller.OPEN, null, null, null);
    EventStream stream = new EventStream(response(sent), null, all, hub.epoch());
    assertThat(hub.join(stream, lastId)).isTrue();
    hub.leave(stream);
    return sent.toString();
  }

  /** One that always has room. */
  private static HttpServerResponse response(StringBuilder sent) {
    return (HttpServerResponse)
        Proxy.newProxyInstance(
            EventHubTest.class.getClassLoader(),
            new Class<?>[] {HttpServerResponse.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("write")) {
                sent.append((Buffer) arguments[0]);
              }
              return method.getReturnType() == boolean.class ? false : null;
            });
  }
}
