package tv.aircheck.web.api.route;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tv.aircheck.index.ChannelName;
import tv.aircheck.web.json.Json;

/**
 * What a parameter may be: how it is read, and how that is described.
 *
 * @param schema in the words of JSON Schema
 * @param example can be read
 */
public record Kind<T>(Map<String, Object> schema, String example, Reading<T> reading) {
  private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
  private static final Pattern CHANNEL_PART = Pattern.compile("[^/\\p{Cntrl}]{1,255}");
  private static final int LONGEST_TEXT = 200;
  private static final double MS_PER_SECOND = 1000;

  /** A hundred years: what is more is a mistake. */
  private static final double LONGEST_SECONDS = 3.2e9;

  /** Turns what was sent into a value. */
  public interface Reading<T> {
    /**
     * @throws IllegalArgumentException with the words that follow the parameter's name
     */
    T read(String text);
  }

  public static Kind<String> ulid() {
    return new Kind<>(
        Map.of("type", "string", "pattern", "^" + ULID.pattern() + "$"),
        "01M8C245MHRW0HKCT8RSG0EY98",
        text -> {
          String id = text.toUpperCase(Locale.ROOT);
          if (!ULID.matcher(id).matches()) {
            throw no(text, "is an id of 26 letters and digits");
          }
          return id;
        });
  }

  /** The first or the second part of a channel's name. */
  public static Kind<String> channelPart(String example) {
    return new Kind<>(Map.of("type", "string"), example, Kind::part);
  }

  public static Kind<ChannelName> channel() {
    return new Kind<>(
        Map.of("type", "string", "pattern", "^[^/]+/[^/]+$"),
        "live/me",
        text -> {
          int slash = text.indexOf('/');
          if (slash < 0 || text.indexOf('/', slash + 1) >= 0) {
            throw no(text, "is a channel, APP/NAME");
          }
          return new ChannelName(part(text.substring(0, slash)), part(text.substring(slash + 1)));
        });
  }

  private static String part(String text) {
    if (!CHANNEL_PART.matcher(text).matches()) {
      throw no(text, "is a part of a channel's name");
    }
    return text;
  }

  public static Kind<Integer> number(int least, int most) {
    return new Kind<>(
        Map.of("type", "integer", "minimum", least, "maximum", most),
        Integer.toString(least),
        text -> {
          try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
              return number;
            }
          } catch (NumberFormatException e) {
            throw no(text, "is a number between " + least + " and " + most);
          }
          throw no(text, "is between " + least + " and " + most);
        });
  }

  /** An offset or a length in seconds, as milliseconds. */
  public static Kind<Long> seconds() {
    return new Kind<>(
        Map.of("type", "number", "minimum", 0),
        "61.5",
        text -> {
          try {
            double seconds = Double.parseDouble(text);
            if (seconds >= 0 && seconds <= LONGEST_SECONDS) {
              return Math.round(seconds * MS_PER_SECOND);
            }
          } catch (NumberFormatException e) {
            throw no(text, "is seconds, such as 61.5");
          }
          throw no(text, "is seconds, from 0 on");
        });
  }

  /** As milliseconds since the epoch. */
  public static Kind<Long> time() {
    return new Kind<>(
        Map.of("type", "string", "format", "date-time"),
        "2026-11-26T00:00:00+01:00",
        text -> {
          try {
            // A plus that was not escaped comes as a space.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant().toEpochMilli();
          } catch (DateTimeException | ArithmeticException e) {
            throw no(text, "is a time in ISO 8601 with a zone, such as " + Instant.EPOCH);
          }
        });
  }

  public static Kind<LocalDate> date() {
    return new Kind<>(
        Map.of("type", "string", "format", "date"),
        "2026-11-26",
        text -> {
          try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 1970 && date.getYear() <= 9998) {
              return date;
            }
          } catch (DateTimeException e) {
            throw no(text, "is a date such as 2026-11-26");
          }
          throw no(text, "is a date from 1970 on");
        });
  }

  public static Kind<ZoneId> zone() {
    return new Kind<>(
        Map.of("type", "string"),
        "Europe/Berlin",
        text -> {
          try {
            return ZoneId.of(text.replace(' ', '+'));
          } catch (DateTimeException e) {
            throw no(text, "is a time zone such as Europe/Berlin");
          }
        });
  }

  public static Kind<Boolean> flag() {
    return new Kind<>(
        Map.of("type", "boolean"),
        "true",
        text -> {
          if (!text.equals("true") && !text.equals("false")) {
            throw no(text, "is true or false");
          }
          return text.equals("true");
        });
  }

  /** Words to look for. */
  public static Kind<String> words() {
    return new Kind<>(
        Map.of("type", "string", "maxLength", LONGEST_TEXT),
        "friday night",
        text -> {
          if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(
                "has " + LONGEST_TEXT + " letters at most, not " + text.length());
          }
          return text;
        });
  }

  /** One of some constants, as words in small letters. */
  public static <E extends Enum<E>> Kind<E> oneOf(List<E> choices) {
    return new Kind<>(
        Map.of("type", "string", "enum", choices.stream().map(Json::word).toList()),
        Json.word(choices.get(0)),
        text -> choice(text, choices));
  }

  /** Some of some constants, with commas between. */
  public static <E extends Enum<E>> Kind<Set<E>> someOf(List<E> choices) {
    return new Kind<>(
        Map.of("type", "string"),
        Json.word(choices.get(0)) + "," + Json.word(choices.get(choices.size() - 1)),
        text ->
            Arrays.stream(text.split(",", -1))
                .map(word -> choice(word.strip(), choices))
                .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  private static <E extends Enum<E>> E choice(String text, List<E> choices) {
    return choices.stream()
        .filter(choice -> Json.word(choice).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                no(
                    text,
                    "is " + choices.stream().map(Json::word).collect(Collectors.joining(" or "))));
  }

  /** Where a list goes on; what it looks like inside is the server's own business. */
  public static Kind<Cursor> cursor() {
    return new Kind<>(Map.of("type", "string"), Cursor.of("a", "b").word(), Cursor::parse);
  }

  static IllegalArgumentException no(String text, String shouldBe) {
    String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    return new IllegalArgumentException(shouldBe + ", not '" + shown + "'");
  }
}
