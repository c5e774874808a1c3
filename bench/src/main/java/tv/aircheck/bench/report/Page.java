package tv.aircheck.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page with places for tables: what stands between {@code <!-- bench:NAME -->} and {@code <!--
 * /bench -->} is replaced.
 */
public record Page(Path file) {
  private static final String END = "<!-- /bench -->";

  /** Puts a table where its place is. Returns whether the page has one. */
  public boolean put(String name, String markdown) throws IOException {
    String text = Files.readString(file);
    String filled = put(text, name, markdown);
    Files.writeString(file, filled);
    return text.contains(begin(name));
  }

  static String put(String text, String name, String markdown) {
    int begin = text.indexOf(begin(name));
    if (begin < 0) {
      return text;
    }
    int from = begin + begin(name).length();
    int to = text.indexOf(END, from);
    if (to < 0) {
      throw new IllegalArgumentException("%s is not followed by %s".formatted(begin(name), END));
    }
    return text.substring(0, from) + "\n" + markdown.strip() + "\n" + text.substring(to);
  }

  private static String begin(String name) {
    return "<!-- bench:" + name + " -->";
  }
}
