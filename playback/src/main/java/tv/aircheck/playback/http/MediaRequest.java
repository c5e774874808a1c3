package tv.aircheck.playback.http;

import java.util.Map;
import java.util.regex.Pattern;
import tv.aircheck.index.access.LinkWords;
import tv.aircheck.playback.Show;

/**
 * What is asked for.
 *
 * @param show as it is now, or nearly
 * @param path the path of the address
 * @param names the named parts of the path
 * @param query the first value of each
 */
public record MediaRequest(
    Show show, String path, Map<String, String> names, Map<String, String> query) {
  private static final double MS_PER_SECOND = 1000;

  /** As they are made, and longer. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** Longer than any show, and far from overflow. */
  public static final long FARTHEST_MS = 1L << 50;

  /** A named part of the path. */
  public String name(String part) {
    return names.get(part);
  }

  /** A value of the query; null if it is not there. */
  public String query(String key) {
    return query.get(key);
  }

  /**
   * The words of the signed link that it came by, for addresses in the answer: whoever may see that
   * may see what it names. Nothing else of a query is carried on, which can be long, and would
   * stand in each of thousands of lines.
   *
   * @return empty without one
   */
  public String link() {
    LinkWords words = LinkWords.of(query(LinkWords.EXPIRES), query(LinkWords.SIGNATURE));
    boolean link =
        words != null
            && WORD.matcher(words.expires()).matches()
            && WORD.matcher(words.signature()).matches();
    return link ? words.query() : "";
  }

  /**
   * Seconds in the query as milliseconds.
   *
   * @param otherwise if it is not there
   */
  public long millis(String key, long otherwise) throws MediaRefusal {
    String text = query.get(key);
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    double seconds = Double.NaN;
    try {
      seconds = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      // Told below, like NaN.
    }
    if (Double.isNaN(seconds)) {
      throw MediaRefusal.badRequest(
          "%s=%s is no number of seconds; an example: %s=90.5".formatted(key, text, key));
    }
    return Math.round(Math.max(0, Math.min(seconds * MS_PER_SECOND, FARTHEST_MS)));
  }
}
