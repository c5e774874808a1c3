package tv.aircheck.rtmp;

import java.net.URI;

/**
 * Where to publish to or play from: {@code rtmp://HOST[:PORT]/APP/NAME[?QUERY]}. The last segment
 * of the path is the name, with the query; what is before it is the app.
 */
public record RtmpUri(String host, int port, String app, String name) {
  public static final int DEFAULT_PORT = 1935;

  /**
   * @throws IllegalArgumentException if it is not such an address; the message says what is wrong
   */
  public static RtmpUri parse(String text) {
    URI uri = URI.create(text);
    if (!"rtmp".equals(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException("not of the form rtmp://HOST/APP/NAME: " + text);
    }
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    int cut = path.lastIndexOf('/');
    if (cut <= 0 || cut == path.length() - 1) {
      throw new IllegalArgumentException("no APP/NAME in " + text);
    }
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    return new RtmpUri(
        uri.getHost(), port, path.substring(1, cut), path.substring(cut + 1) + query);
  }

  public String tcUrl() {
    return "rtmp://" + host + ":" + port + "/" + app;
  }

  /** Without the query, which may hold a key: safe to log. */
  @Override
  public String toString() {
    int query = name.indexOf('?');
    return tcUrl() + "/" + (query < 0 ? name : name.substring(0, query));
  }
}
