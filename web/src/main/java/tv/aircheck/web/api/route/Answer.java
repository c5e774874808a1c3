package tv.aircheck.web.api.route;

import java.util.Map;

/**
 * What a route answers.
 *
 * @param document a record, or bytes that are JSON already; null for nothing
 * @param edit a word that changes only with what can be edited; null where nothing can
 */
public record Answer(int status, Object document, String edit, Map<String, String> headers) {
  public static Answer of(Object document) {
    return new Answer(200, document, null, Map.of());
  }

  /** With a word for {@link Call#mustKnow}. */
  public static Answer of(Object document, String edit) {
    return new Answer(200, document, edit, Map.of());
  }

  public static Answer created(Object document, String location) {
    return new Answer(201, document, null, Map.of("Location", location));
  }

  public static Answer nothing() {
    return new Answer(204, null, null, Map.of());
  }

  public Answer with(String header, String value) {
    return new Answer(status, document, edit, Map.of(header, value));
  }
}
