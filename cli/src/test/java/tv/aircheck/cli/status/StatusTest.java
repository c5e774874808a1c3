package tv.aircheck.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.config.ConfigSource;
import tv.aircheck.cli.demo.DemoPublisher;
import tv.aircheck.cli.server.Server;
import tv.aircheck.testkit.Await;

/** What a server that records a stream says of itself. */
class StatusTest {
  private static final String ANY = "127.0.0.1:0";

  @TempDir Path data;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void aStreamOnAirIsSeenWithItsRateUntilItEnds() throws IOException {
    try (Server server = Server.start(config())) {
      JsonNode idle = status(server);
      assertThat(idle.get("takes")).isEmpty();
      assertThat(idle.at("/uploads/waiting/segments").asLong()).isZero();
      assertThat(idle.at("/spool/state").asText()).isEqualTo("ample");
      assertThat(idle.at("/jobs/0/name").asText()).isEqualTo("backup");
      assertThat(idle.at("/node/roles/1").asText()).isEqualTo("recorder");

      try (DemoPublisher publisher = server.publishDemo("live/me").join()) {
        assertThat(publisher).isNotNull();
        JsonNode take =
            Await.value(
                "a rate and an interval",
                () ->
                    Optional.ofNullable(status(server).at("/takes/0"))
                        .filter(
                            one ->
                                one.path("bitsPerSecond").asLong() > 10_000
                                    && one.path("keyframeInterval").asDouble() > 0
                                    && one.at("/log/durablePosition").asLong() > 0));
        assertThat(take.get("channel").asText()).isEqualTo("live/me");
        assertThat(take.get("state").asText()).isEqualTo("recording");
        assertThat(take.at("/gaps/count").asInt()).isZero();
        assertThat(take.at("/log/position").asLong() - take.at("/log/durablePosition").asLong())
            .isEqualTo(take.at("/log/lagBytes").asLong());
      }
      Await.until("it is off the air", () -> status(server).get("takes").isEmpty());
    }
  }

  private Config config() {
    return ConfigSource.read(
            null, Map.of(), Map.of("data", data.toString(), "rtmp", ANY, "relay", ANY, "http", ANY))
        .config();
  }

  private JsonNode status(Server server) throws IOException {
    try {
      URI uri = URI.create("http://" + server.http() + "/api/v1/status");
      HttpResponse<String> answer =
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return new ObjectMapper().readTree(answer.body());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
