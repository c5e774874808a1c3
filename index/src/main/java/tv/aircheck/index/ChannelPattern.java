package tv.aircheck.index;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * Channels by their names: {@code APP/NAME}, where a star in either part stands for any characters,
 * or none.
 *
 * <p>Of two patterns that match a channel the more specific one comes first in {@link
 * #MOST_SPECIFIC_FIRST}: the one without a star in its app; else the one without a star in its
 * name; else the one with more characters that are no stars; else the one with fewer stars; else
 * the first in the alphabet. So a pattern whose channels are all matched by another one, and that
 * matches fewer, is always the more specific.
 */
public record ChannelPattern(String app, String name) {
  // First, since what follows is checked by it.
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9._*-]{1,128}");

  /** Matches every channel: what holds where nothing more specific does. */
  public static final ChannelPattern ALL = new ChannelPattern("*", "*");

  /** How people write {@link #ALL}. */
  public static final String DEFAULT_WORD = "default";

  public static final Comparator<ChannelPattern> MOST_SPECIFIC_FIRST =
      Comparator.comparing((ChannelPattern p) -> hasStar(p.app))
          .thenComparing(p -> hasStar(p.name))
          .thenComparing(p -> -p.letters())
          .thenComparing(ChannelPattern::stars)
          .thenComparing(ChannelPattern::toString);

  public ChannelPattern {
    require(app);
    require(name);
  }

  private static void require(String part) {
    if (!PART.matcher(part).matches() || part.contains("**")) {
      throw new IllegalArgumentException(
          "'"
              + part
              + "' is no part of a pattern: letters, digits, '.', '_', '-' and single stars");
    }
  }

  /** Reads {@code APP/NAME} or {@value #DEFAULT_WORD}. */
  public static ChannelPattern parse(String text) {
    if (text.equals(DEFAULT_WORD)) {
      return ALL;
    }
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no pattern of channels; write APP/NAME with stars, for example live/* or"
              + " live/news-*, or 'default' for all");
    }
    return new ChannelPattern(text.substring(0, slash), text.substring(slash + 1));
  }

  public boolean matches(ChannelName channel) {
    return matches(app, channel.app()) && matches(name, channel.name());
  }

  /** Goes back to the last star only, which is enough, since that star can take all before it. */
  private static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int starAt = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        starAt = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++starAt;
      } else {
        return false;
      }
    }
    return p == pattern.length() || (p == pattern.length() - 1 && pattern.charAt(p) == '*');
  }

  private static boolean hasStar(String part) {
    return part.indexOf('*') >= 0;
  }

  private int letters() {
    return app.length() + name.length() - stars();
  }

  private int stars() {
    return (int) (app + name).chars().filter(c -> c == '*').count();
  }

  @Override
  public String toString() {
    return app + "/" + name;
  }
}
