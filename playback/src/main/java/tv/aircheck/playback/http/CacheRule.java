package tv.aircheck.playback.http;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * What a cache on the way may make of an answer.
 *
 * @param header the Cache-Control field
 */
public record CacheRule(String header) {
  private static final String PUBLIC = "public";
  private static final String KEPT_PRIVATE = "tv.aircheck.private";

  /** The address names these bytes and never will others. */
  public static final CacheRule IMMUTABLE = new CacheRule("public, max-age=31536000, immutable");

  /** Of a show that is over: what is known of it changes seldom, but may be deleted. */
  public static final CacheRule SETTLED = shortly(Duration.ofSeconds(60));

  /** Goes on as long as the viewer stays. */
  public static final CacheRule NEVER = new CacheRule("no-store");

  /** Has to be asked for anew after so long; with an entity tag that costs little. */
  public static CacheRule shortly(Duration fresh) {
    return new CacheRule("public, max-age=" + fresh.toSeconds());
  }

  /**
   * Keeps the answer to a request out of caches that others share, whatever its route says: for who
   * lets only some in.
   */
  public static void keepPrivate(RoutingContext context) {
    context.put(KEPT_PRIVATE, true);
  }

  String headerFor(RoutingContext context) {
    boolean keptPrivate = context.get(KEPT_PRIVATE) != null;
    return keptPrivate ? header.replace(PUBLIC, "private") : header;
  }
}
