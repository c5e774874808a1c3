package tv.aircheck.web;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Errors as {@code application/problem+json} (RFC 9457). */
public final class Problem {
  private Problem() {}

  /** Ends the response with a status, a title in few words, and a detail that says what to do. */
  public static void answer(RoutingContext context, int status, String title, String detail) {
    answer(context, status, title, detail, null);
  }

  /**
   * The same.
   *
   * @param parameter that is at fault; null where none is
   */
  public static void answer(
      RoutingContext context, int status, String title, String detail, String parameter) {
    if (context.response().headWritten()) {
      context.request().connection().close();
      return;
    }
    JsonObject problem =
        new JsonObject()
            .put("type", "about:blank")
            .put("status", status)
            .put("title", title)
            .put("detail", detail);
    if (parameter != null) {
      problem.put("parameter", parameter);
    }
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Cache-Control", "no-store")
        .end(problem.toBuffer());
  }
}
