package tv.aircheck.web;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;

/**
 * Has only text compressed: media is compressed already, and a stream of events would be held back.
 */
final class Compressed implements Handler<RoutingContext> {
  private static final Set<String> TEXT =
      Set.of(
          "application/javascript",
          "application/json",
          "application/manifest+json",
          "application/problem+json",
          "application/vnd.apple.mpegurl",
          "image/svg+xml",
          "text/css",
          "text/html",
          "text/javascript",
          "text/plain",
          "text/vtt");

  @Override
  public void handle(RoutingContext context) {
    boolean asked = context.request().getHeader("Accept-Encoding") != null;
    context.addHeadersEndHandler(ending -> mark(context.response().headers(), asked));
    context.next();
  }

  private static void mark(MultiMap headers, boolean asked) {
    if (headers.contains("Content-Encoding")) {
      return;
    }
    if (isText(headers.get("Content-Type"))) {
      headers.add("Vary", "Accept-Encoding");
    } else if (asked) {
      headers.set("Content-Encoding", "identity");
    }
  }

  private static boolean isText(String contentType) {
    if (contentType == null) {
      return false;
    }
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return TEXT.contains(type.strip().toLowerCase(Locale.ROOT));
  }
}
