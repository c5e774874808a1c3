package tv.aircheck.web.page;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import tv.aircheck.index.IndexReads;
import tv.aircheck.web.access.Peers;

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
      List.of("/", "/channel/*", "/shows", "/status", "/signin");

  /** Where the lines about a show stand in the document; those about the program end before it. */
  private static final String ABOUT = "<!--about-->\n";

  private static final Pattern DESCRIPTION = Pattern.compile("<meta name=\"description\"[^>]*>\\n");
  private static final Pattern PLAIN_HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]-]{1,255}");

  /** Past it a show's page goes out without lines about it. */
  private static final int MOST_ASKING = 64;

  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  /** The one name without a hash: the licences of what is bundled. */
  private static final String NOTICE = "notice.txt";

  private final PageFiles files;
  private final IndexReads shows;
  private final AtomicInteger asking = new AtomicInteger();

  private PageRoutes(PageFiles files, IndexReads shows) {
    this.files = files;
    this.shows = shows;
  }

  /** Adds the page to a router. */
  public static void addTo(Router router, IndexReads shows) {
    PageRoutes page = new PageRoutes(PageFiles.load(), shows);
    reading(router.route("/watch/:id")).handler(page::watch);
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

  /** Where there is nothing to say of the show, its page says why there is nothing to see. */
  private void watch(RoutingContext context) {
    String id = context.pathParam("id");
    if (asking.incrementAndGet() > MOST_ASKING) {
      asking.decrementAndGet();
      document(context);
      return;
    }
    context
        .vertx()
        .executeBlocking(() -> ShowAbout.find(shows, id), false)
        .onComplete(
            found -> {
              asking.decrementAndGet();
              document(
                  context,
                  found.succeeded() && found.result().isPresent()
                      ? documentAbout(context.request(), found.result().get())
                      : files.index());
            });
  }

  private String documentAbout(HttpServerRequest request, ShowAbout show) {
    HostAndPort host = request.authority();
    if (host == null || !PLAIN_HOST.matcher(host.toString()).matches()) {
      return files.index();
    }
    String server = (Peers.isSecure(request) ? "https://" : "http://") + host;
    return DESCRIPTION.matcher(files.index()).replaceFirst("").replace(ABOUT, show.html(server));
  }

  private void document(RoutingContext context) {
    document(context, files.index());
  }

  private static void document(RoutingContext context, String html) {
    HttpServerResponse response = context.response();
    String tag = "\"" + Integer.toHexString(html.hashCode()) + "\"";
    response
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Cache-Control", "no-cache")
        .putHeader("ETag", tag)
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "same-origin");
    boolean known = tag.equals(context.request().getHeader("If-None-Match"));
    if (known && response.getStatusCode() == 200) {
      response.setStatusCode(304).end();
    } else {
      response.end(html);
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
