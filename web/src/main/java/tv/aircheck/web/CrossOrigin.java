package tv.aircheck.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * Lets pages of other sites read what is served here, those that are named. Never with cookies: a
 * page elsewhere sees what anybody may see, or brings a link or a token of its own.
 */
@SuppressWarnings("FutureReturnValueIgnored") // an answer that does not arrive is asked for again
final class CrossOrigin implements Handler<RoutingContext> {
  private static final String ALL = "*";
  private static final String DAY = "86400";

  private final Set<String> origins;
  private final boolean all;

  CrossOrigin(Set<String> origins) {
    this.origins = origins;
    this.all = origins.contains(ALL);
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerResponse response = context.response();
    String origin = context.request().getHeader("Origin");
    if (!all) {
      // Last: routes have something to say there, too.
      context.addHeadersEndHandler(ending -> response.headers().add("Vary", "Origin"));
    }
    if (origin == null || !(all || origins.contains(origin))) {
      context.next();
      return;
    }
    response.putHeader("Access-Control-Allow-Origin", all ? ALL : origin);
    boolean asksFirst =
        context.request().method().equals(HttpMethod.OPTIONS)
            && context.request().getHeader("Access-Control-Request-Method") != null;
    if (asksFirst) {
      response
          .setStatusCode(204)
          .putHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE")
          .putHeader(
              "Access-Control-Allow-Headers",
              "Authorization, Content-Type, If-Match, If-None-Match, If-Range, Range")
          .putHeader("Access-Control-Max-Age", DAY)
          .end();
      return;
    }
    response.putHeader(
        "Access-Control-Expose-Headers",
        "Accept-Ranges, Content-Disposition, Content-Length, Content-Range, ETag, Retry-After");
    context.next();
  }
}
