package tv.aircheck.playback.http;

import java.util.HashMap;
import java.util.Map;

/**
 * What a route found.
 *
 * @param etag an entity tag with its quotes, the same as long as the bytes are, on any node; null
 *     without
 * @param lastModifiedMs wall clock; -1 if it is not known or more may come
 * @param headers others
 */
public record MediaAnswer(
    String contentType,
    Body body,
    CacheRule cache,
    String etag,
    long lastModifiedMs,
    Map<String, String> headers) {

  private static final long UNKNOWN = -1;

  public static MediaAnswer of(String contentType, CacheRule cache, Body body) {
    return new MediaAnswer(contentType, body, cache, null, UNKNOWN, Map.of());
  }

  public static MediaAnswer bytes(String contentType, CacheRule cache, byte[] bytes) {
    return of(contentType, cache, new Body.Whole(bytes));
  }

  public static MediaAnswer ranged(String contentType, CacheRule cache, ByteSource source) {
    return of(contentType, cache, new Body.Ranged(source));
  }

  public MediaAnswer tagged(String quoted) {
    return new MediaAnswer(contentType, body, cache, quoted, lastModifiedMs, headers);
  }

  public MediaAnswer modified(long atMs) {
    return new MediaAnswer(contentType, body, cache, etag, atMs, headers);
  }

  public MediaAnswer with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new MediaAnswer(contentType, body, cache, etag, lastModifiedMs, Map.copyOf(more));
  }

  /** Sends the client elsewhere (302), to come back here for the next one. */
  public static MediaAnswer found(String location) {
    return bytes("text/plain", CacheRule.NEVER, new byte[0]).with("Location", location);
  }

  /** Nobody waits for it any more. */
  void drop() {
    if (body instanceof Body.Streamed streamed) {
      streamed.stream().drop();
    } else if (body instanceof Body.Held held) {
      held.drop();
    }
  }

  int status() {
    return headers.containsKey("Location") ? 302 : 200;
  }
}
