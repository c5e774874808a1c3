package tv.aircheck.playback.http;

import java.time.Duration;

/**
 * What a cache on the way may make of an answer.
 *
 * @param header the Cache-Control field; whoever lets only some in makes "private" of its "public"
 */
public record CacheRule(String header) {
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
}
