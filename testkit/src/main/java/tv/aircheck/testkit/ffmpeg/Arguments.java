package tv.aircheck.testkit.ffmpeg;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code name=value} words of the child's command line. */
final class Arguments {
  private final Map<String, String> values = new LinkedHashMap<>();

  Arguments(List<String> words) {
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("not name=value: " + word);
      }
      values.put(word.substring(0, equals), word.substring(equals + 1));
    }
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + "= is missing in " + values);
    }
    return value;
  }

  int number(String name) {
    return Integer.parseInt(text(name));
  }

  int number(String name, int otherwise) {
    return values.containsKey(name) ? number(name) : otherwise;
  }
}
