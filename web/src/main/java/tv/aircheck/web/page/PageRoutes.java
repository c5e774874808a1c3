package tv.aircheck.web.page;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Where the page is: its files below {@code /assets/}, for ever the same under their names, and one
 * document at each of its addresses, which the page itself tells apart.
 */
public final class PageRoutes {
  /** Scripts and styles are the page's own files; media sources are blobs. */
  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'self'",
          "img-src 'self' data: blob:",
          "media-src 'self' blob:",
          "worker-src 'self' blob:",
          "object-src 'none'",
          "base-uri 'none'",
          "form-action 'self'",
          "frame-ancestors 'self'");

  private static final List<String> ADDRESSES =
      List.of("/", "/channel/*", "/watch/*", "/shows", "/status", "/signin");

  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  /** The one name without a hash: the licences of what is bundled. */
  private static final String NOTICE = "notice.txt";

  private final PageFiles files;
  private final Buffer index;
  private final String indexTag;

  private PageRoutes(PageFiles files) {
    this.files = files;
    this.index = Buffer.buffer(files.index());
    this.indexTag = "\"" + Integer.toHexString(files.index().hashCode()) + "\"";
  }

  /** Adds the page to a router. */
  public static void addTo(Router router) {
    PageRoutes page = new PageRoutes(PageFiles.load());
    ADDRESSES.forEach(address -> reading(router.route(address)).handler(page::document));
    reading(router.route("/assets/:name")).handler(page::asset);
    reading(router.route()).last().handler(page::nothing);
  }

  private static Route reading(Route route) {
    return route.method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  /** Who comes with a browser is told on the page that there is nothing; others in JSON. */
  private void nothing(RoutingContext context) {
    String accept = context.request().getHeader("Accept");
    if (accept == null || !accept.contains("text/html")) {
      context.next();
      return;
    }
    context.response().setStatusCode(404);
    document(context);
  }

  private void document(RoutingContext context) {
    HttpServerResponse response = context.response();
    response
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Cache-Control", "no-cache")
        .putHeader("ETag", indexTag)
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "same-origin");
    boolean known = indexTag.equals(context.request().getHeader("If-None-Match"));
    if (known && response.getStatusCode() == 200) {
      response.setStatusCode(304).end();
    } else {
      response.end(index);
    }
  }

  private void asset(RoutingContext context) {
    String name = context.pathParam("name");
    PageFile file = files.assets().get(name);
    if (file == null) {
      context.next();
      return;
    }
    PageFile.Encoded encoded = file.encodedFor(context.request().getHeader("Accept-Encoding"));
    HttpServerResponse response =
        context
            .response()
            .putHeader("Content-Type", file.type())
            .putHeader("Cache-Control", name.equals(NOTICE) ? "no-cache" : FOR_EVER)
            .putHeader("Vary", "Accept-Encoding")
            .putHeader("X-Content-Type-Options", "nosniff");
    if (encoded.coding() != null) {
      response.putHeader("Content-Encoding", encoded.coding());
    }
    response.end(encoded.bytes());
  }
}
