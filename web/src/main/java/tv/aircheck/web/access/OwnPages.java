package tv.aircheck.web.access;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Set;

/**
 * Keeps pages of others from changing things in a visitor's name. A browser says where a request
 * that changes something comes from; what says nothing is no browser. One with a bearer token needs
 * no such proof, as no page can add that.
 */
final class OwnPages {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private OwnPages() {}

  static boolean mayAsk(HttpServerRequest request) {
    return SAFE.contains(request.method())
        || Brought.bearer(request) != null
        || !isFromElsewhere(request);
  }

  /** Whether a browser says that another site's page asks. */
  static boolean isFromElsewhere(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    String origin = request.getHeader("Origin");
    return origin != null && !isOwn(origin, request.authority());
  }

  /** By host and port alone: a proxy may have taken TLS away. */
  private static boolean isOwn(String origin, HostAndPort asked) {
    int host = origin.indexOf("://");
    return host > 0 && asked != null && origin.substring(host + 3).equalsIgnoreCase(text(asked));
  }

  private static String text(HostAndPort asked) {
    return asked.port() < 0 ? asked.host() : asked.host() + ":" + asked.port();
  }
}
