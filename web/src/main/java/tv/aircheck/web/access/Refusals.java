package tv.aircheck.web.access;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import tv.aircheck.index.access.AccessException;
import tv.aircheck.index.access.AccessException.Kind;
import tv.aircheck.index.access.Caller;
import tv.aircheck.web.Problem;

/** How one is turned away over HTTP. */
final class Refusals {
  private static final int MINUTE_S = 60;

  private Refusals() {}

  static AccessException notThere() {
    return new AccessException(Kind.NOT_THERE, "there is no such show or channel");
  }

  /**
   * @param doing what they may not
   */
  static AccessException notAllowed(Caller caller, String doing) {
    return caller.isNobody()
        ? new AccessException(
            Kind.NOT_SIGNED_IN, doing + " needs a token: sign in, or send it as a bearer token")
        : new AccessException(Kind.FORBIDDEN, doing + " is not for " + caller.role() + "s");
  }

  /** Says why; what nobody foresaw is an error of ours. */
  static void answer(RoutingContext context, Throwable failure) {
    AccessException why = AccessException.in(failure);
    if (why == null) {
      context.fail(failure);
      return;
    }
    HttpServerResponse response = context.response();
    switch (why.kind()) {
      case NOT_SIGNED_IN, WRONG -> {
        response.putHeader("WWW-Authenticate", "Bearer realm=\"aircheck\"");
        Problem.answer(context, 401, "Not signed in", why.getMessage());
      }
      case FORBIDDEN -> Problem.answer(context, 403, "Forbidden", why.getMessage());
      case NOT_THERE -> Problem.answer(context, 404, "Not found", why.getMessage());
      case TOO_MANY -> {
        response.putHeader("Retry-After", Integer.toString(MINUTE_S));
        Problem.answer(context, 429, "Too many wrong tokens", why.getMessage());
      }
      case BUSY -> {
        response.putHeader("Retry-After", "2");
        Problem.answer(context, 503, "Busy", why.getMessage());
      }
    }
  }

  /** What only some may see must not be kept by what stands between, and shown to others. */
  static void keepFromSharedCaches(RoutingContext context) {
    context.addHeadersEndHandler(
        nothing -> {
          HttpServerResponse response = context.response();
          String cache = response.headers().get("Cache-Control");
          if (cache != null) {
            response.putHeader("Cache-Control", cache.replace("public", "private"));
          }
        });
  }
}
