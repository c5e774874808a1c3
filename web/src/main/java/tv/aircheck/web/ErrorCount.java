package tv.aircheck.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * Counts what is answered with an error, by status and by what was asked for: of a limit that many
 * meet, a number says more than a line in the log for each.
 */
final class ErrorCount implements Handler<RoutingContext> {
  private static final int ERRORS = 400;

  /** First words of paths; whatever else somebody thinks of is one. */
  private static final Set<String> KNOWN =
      Set.of(
          "api",
          "flv",
          "healthz",
          "hls",
          "live",
          "metrics",
          "mp4",
          "readyz",
          "storyboard",
          "thumb",
          "watch");

  private final MeterRegistry registry;

  ErrorCount(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void handle(RoutingContext context) {
    context.addHeadersEndHandler(nothing -> count(context));
    context.next();
  }

  private void count(RoutingContext context) {
    int status = context.response().getStatusCode();
    if (status >= ERRORS) {
      String path = context.request().path();
      registry
          .counter("aircheck.http.errors", "path", word(path), "status", Integer.toString(status))
          .increment();
    }
  }

  private static String word(String path) {
    int end = path == null ? -1 : path.indexOf('/', 1);
    String word =
        path == null || path.isEmpty() ? "" : path.substring(1, end < 0 ? path.length() : end);
    return KNOWN.contains(word) ? word : "other";
  }
}
