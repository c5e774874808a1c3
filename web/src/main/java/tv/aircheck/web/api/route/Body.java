package tv.aircheck.web.api.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import tv.aircheck.web.json.Json;

/** The body of a request: an object, of whose fields each may be there or not, or be null. */
public final class Body {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final double MS_PER_SECOND = 1000;
  private static final double LONGEST_SECONDS = 3.2e9;

  private final JsonNode fields;

  private Body(JsonNode fields) {
    this.fields = fields;
  }

  /**
   * @param known the record whose fields it may have
   * @throws ApiProblem 400
   */
  static Body read(byte[] bytes, Class<?> known) {
    JsonNode node = parse(bytes);
    if (node == null || !node.isObject()) {
      throw ApiProblem.of(400, "the body is to be a JSON object, such as {\"title\": \"…\"}");
    }
    List<String> names =
        Arrays.stream(known.getRecordComponents()).map(RecordComponent::getName).toList();
    for (Iterator<String> each = node.fieldNames(); each.hasNext(); ) {
      String name = each.next();
      if (!names.contains(name)) {
        throw ApiProblem.bad(
            name,
            "there is no '"
                + name
                + "' to be sent here; there is "
                + names.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", ")));
      }
    }
    return new Body(node);
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw ApiProblem.of(400, "the body is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw ApiProblem.of(400, "the body is no JSON");
    }
  }

  /** Whether the field is there, null or not. */
  public boolean has(String name) {
    return fields.has(name);
  }

  /** Without space around it; null where it is null, not there, or empty. */
  public String text(String name, int longest) {
    JsonNode field = field(name);
    if (field == null) {
      return null;
    }
    if (!field.isTextual()) {
      throw bad(name, "is text or null");
    }
    String text = field.textValue().strip();
    if (text.length() > longest) {
      throw bad(name, "has " + longest + " letters at most, not " + text.length());
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw bad(name, "is one line of text");
    }
    return text.isEmpty() ? null : text;
  }

  /** Must be there. */
  public boolean flag(String name) {
    JsonNode field = field(name);
    if (field == null || !field.isBoolean()) {
      throw bad(name, "is true or false");
    }
    return field.booleanValue();
  }

  /** Must be there; as milliseconds. */
  public long seconds(String name) {
    JsonNode field = field(name);
    if (field == null
        || !field.isNumber()
        || !(field.doubleValue() >= 0 && field.doubleValue() <= LONGEST_SECONDS)) {
      throw bad(name, "is seconds, from 0 on");
    }
    return Math.round(field.doubleValue() * MS_PER_SECOND);
  }

  /** A constant, as a word in small letters; null where it is null or not there. */
  public <E extends Enum<E>> E choice(String name, List<E> choices) {
    JsonNode field = field(name);
    if (field == null) {
      return null;
    }
    return choices.stream()
        .filter(choice -> Json.word(choice).equals(field.textValue()))
        .findFirst()
        .orElseThrow(
            () ->
                bad(
                    name,
                    "is " + choices.stream().map(Json::word).collect(Collectors.joining(" or "))));
  }

  private JsonNode field(String name) {
    JsonNode field = fields.get(name);
    return field == null || field.isNull() ? null : field;
  }

  private static ApiProblem bad(String name, String words) {
    return ApiProblem.bad(name, "'" + name + "' " + words);
  }
}
