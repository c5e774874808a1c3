package tv.aircheck.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;

/**
 * What was answered.
 *
 * @param json null where there was no body
 */
record Shown(HttpResponse<byte[]> response, JsonNode json) {
  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  String etag() {
    return header("ETag");
  }

  JsonNode at(String pointer) {
    return json.at(pointer);
  }

  String text(String pointer) {
    return json.at(pointer).asText();
  }

  /** Fails with the problem's words where it is another. */
  Shown assertStatus(int status) {
    assertThat(status()).as("%s", json).isEqualTo(status);
    return this;
  }

  /** A problem whose sentence has these words. */
  void assertProblem(int status, String words) {
    assertStatus(status);
    assertThat(header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(text("/detail")).contains(words);
  }
}
