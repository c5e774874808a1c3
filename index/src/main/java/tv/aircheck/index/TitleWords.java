package tv.aircheck.index;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Words that somebody looks for: each has to be in one of a row's texts, in upper or lower case.
 * The database knows cases of ASCII only, so it is asked for what may match, and the rows that come
 * are looked at again.
 */
public final class TitleWords {
  public static final TitleWords NONE = new TitleWords(List.of());

  private static final char ESCAPE = '!';

  /** As they were written. */
  private final List<String> words;

  private TitleWords(List<String> words) {
    this.words = words;
  }

  public static TitleWords of(String text) {
    return new TitleWords(
        Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList());
  }

  public boolean isEmpty() {
    return words.isEmpty();
  }

  /** Adds conditions that everything meets that {@link #match} does. */
  void narrow(StringJoiner where, Map<String, Object> values, String... columns) {
    for (int i = 0; i < words.size(); i++) {
      StringJoiner any = new StringJoiner(" OR ", "(", ")");
      for (String column : columns) {
        any.add(column + " LIKE :word" + i + " ESCAPE '" + ESCAPE + "'");
      }
      where.add(any.toString());
      values.put("word" + i, pattern(words.get(i)));
    }
  }

  /**
   * @param texts any of which may be null
   */
  public boolean match(String... texts) {
    List<String> folded =
        Arrays.stream(texts).filter(text -> text != null).map(TitleWords::folded).toList();
    return words.stream()
        .map(TitleWords::folded)
        .allMatch(word -> folded.stream().anyMatch(text -> text.contains(word)));
  }

  /** A letter that the database may not find in its other case stands for anything, or nothing. */
  private static String pattern(String word) {
    StringBuilder pattern = new StringBuilder("%");
    word.codePoints()
        .forEach(
            letter -> {
              if (letter == '%' || letter == '_' || letter == ESCAPE) {
                pattern.append(ESCAPE).appendCodePoint(letter);
              } else if (letter < 0x80) {
                pattern.appendCodePoint(letter);
              } else {
                pattern.append('%');
              }
            });
    return pattern.append('%').toString();
  }

  private static String folded(String text) {
    // Both ways: there are letters that only one of them brings together.
    return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
