package tv.aircheck.web.api.route;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * A path of the API and a method: what it takes, what it answers, and what answers it.
 *
 * @param path below the API's root, such as {@code /broadcasts/{id}}
 * @param name for programs that are made from the description
 * @param about a sentence
 * @param status of the answer when all is well
 * @param body the record that says which fields the body may have; null without a body
 * @param answer the record that is answered; null for nothing, or for what is no such record
 * @param edits whether it needs to be told in If-Match what it changes
 * @param streaming in the place of {@code handling}
 */
public record Route(
    HttpMethod method,
    String path,
    String name,
    String about,
    List<Parameter<?>> parameters,
    int status,
    Class<?> body,
    Class<?> answer,
    boolean edits,
    Handling handling,
    Streaming streaming) {

  /** Answers a request; blocks, on a thread that is there for it. */
  public interface Handling {
    /**
     * @throws ApiProblem when it cannot
     */
    Answer answer(Call call);
  }

  /** Answers for as long as the connection lasts; on its event loop. */
  public interface Streaming {
    /**
     * @throws ApiProblem when it cannot; nothing was sent then
     */
    void begin(Call call, RoutingContext context);
  }

  public Route {
    parameters = List.copyOf(parameters);
  }

  public static Route get(String path, String name, String about) {
    return of(HttpMethod.GET, path, name, about);
  }

  public static Route of(HttpMethod method, String path, String name, String about) {
    return new Route(method, path, name, about, List.of(), 200, null, null, false, null, null);
  }

  public Route takes(Parameter<?>... taken) {
    return new Route(
        method, path, name, about, List.of(taken), status, body, answer, edits, handling, null);
  }

  /** A body of JSON with some of a record's fields. */
  public Route reads(Class<?> fields) {
    return new Route(
        method, path, name, about, parameters, status, fields, answer, edits, handling, null);
  }

  public Route answers(int code, Class<?> document) {
    return new Route(
        method, path, name, about, parameters, code, body, document, edits, handling, null);
  }

  public Route answers(Class<?> document) {
    return answers(200, document);
  }

  /** Changes what somebody else may have changed since the caller looked. */
  public Route mustKnow() {
    return new Route(
        method, path, name, about, parameters, status, body, answer, true, handling, null);
  }

  public Route by(Handling answering) {
    return new Route(
        method, path, name, about, parameters, status, body, answer, edits, answering, null);
  }

  /** Goes on answering, with events. */
  public Route streams(Streaming beginning) {
    return new Route(
        method, path, name, about, parameters, status, body, answer, edits, null, beginning);
  }

  /** Whether others answer it: here it is described alone. */
  public boolean isElsewhere() {
    return handling == null && streaming == null;
  }

  /** What kind of text is answered. */
  String media() {
    return streaming == null ? "application/json" : "text/event-stream";
  }

  /** As the router wants it: {@code /broadcasts/:id}. */
  String routerPath() {
    return path.replaceAll("\\{(\\w+)}", ":$1");
  }
}
