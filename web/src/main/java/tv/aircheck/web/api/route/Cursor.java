package tv.aircheck.web.api.route;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Where a list goes on, as a word that nobody is to read. */
public record Cursor(List<String> parts) {
  private static final String BETWEEN = "\n";

  public static Cursor of(String... parts) {
    return new Cursor(List.of(parts));
  }

  static Cursor parse(String word) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(word), StandardCharsets.UTF_8);
      return new Cursor(List.of(text.split(BETWEEN, -1)));
    } catch (IllegalArgumentException e) {
      throw unknown(word);
    }
  }

  public String word() {
    byte[] text = String.join(BETWEEN, parts).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  /** A part; of a cursor that another list gave, there may be none. */
  public String part(int i, int of) {
    if (parts.size() != of) {
      throw ApiProblem.bad("cursor", "'cursor' " + unknown(word()).getMessage());
    }
    return parts.get(i);
  }

  public long number(int i, int of) {
    try {
      return Long.parseLong(part(i, of));
    } catch (NumberFormatException e) {
      throw ApiProblem.bad("cursor", "'cursor' " + unknown(word()).getMessage());
    }
  }

  private static IllegalArgumentException unknown(String word) {
    return Kind.no(word, "is the 'cursor' that a page of the same list gave");
  }
}
