package tv.aircheck.web.access;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import tv.aircheck.index.access.LinkWords;

/** What a request brings to say who asks, and the cookies that make it bring it. */
final class Brought {
  static final String SESSION = "aircheck-session";

  private static final String LINK = "aircheck-link-";
  private static final String BEARER = "bearer ";

  private Brought() {}

  /** The token of an Authorization header; null without one. */
  static String bearer(HttpServerRequest request) {
    String header = request.getHeader("Authorization");
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).trim()
        : null;
  }

  /** Null without one. */
  static String session(HttpServerRequest request) {
    return cookie(request, SESSION);
  }

  /** Of a signed link: behind the question mark, or kept from when the page was opened with it. */
  static LinkWords link(HttpServerRequest request, String subject) {
    LinkWords words =
        LinkWords.of(request.getParam(LinkWords.EXPIRES), request.getParam(LinkWords.SIGNATURE));
    String kept = words == null && subject != null ? cookie(request, linkName(subject)) : null;
    int dot = kept == null ? -1 : kept.indexOf('.');
    return dot < 0 ? words : new LinkWords(kept.substring(0, dot), kept.substring(dot + 1));
  }

  private static String cookie(HttpServerRequest request, String name) {
    Cookie cookie = request.getCookie(name);
    return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
  }

  /** A slash is no letter of a cookie's name, and an exclamation mark none of a channel's. */
  private static String linkName(String subject) {
    return LINK + subject.replace('/', '!');
  }

  /** Scripts cannot read it, and other sites' pages do not make browsers send it. */
  static Cookie sessionCookie(HttpServerRequest request, String value, long seconds) {
    return sealed(request, Cookie.cookie(SESSION, value), seconds);
  }

  static Cookie linkCookie(
      HttpServerRequest request, String subject, LinkWords link, long seconds) {
    String value = link.expires() + "." + link.signature();
    return sealed(request, Cookie.cookie(linkName(subject), value), seconds);
  }

  private static Cookie sealed(HttpServerRequest request, Cookie cookie, long seconds) {
    return cookie
        .setPath("/")
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .setSecure(Peers.isSecure(request))
        .setMaxAge(seconds);
  }
}
