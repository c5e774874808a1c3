package tv.aircheck.web.api.route;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tv.aircheck.web.json.About;

/** Describes records in the words of JSON Schema, each once. One thread. */
final class Schemas {
  private static final String SUFFIX = "Json";

  private final Map<String, Object> known = new TreeMap<>();

  /** Refers to a record's description, and sees to it that there is one. */
  Map<String, Object> of(Class<?> document) {
    String name = name(document);
    if (!known.containsKey(name)) {
      known.put(name, Map.of());
      known.put(name, object(document, true));
    }
    return Map.of("$ref", "#/components/schemas/" + name);
  }

  /** Of a body: each of its fields may be left out. */
  Map<String, Object> ofBody(Class<?> fields) {
    return object(fields, false);
  }

  /** All that were asked for so far, by their names. */
  Map<String, Object> known() {
    return known;
  }

  private static String name(Class<?> document) {
    String name = document.getSimpleName();
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }

  private Map<String, Object> object(Class<?> document, boolean whole) {
    Map<String, Object> properties = new LinkedHashMap<>();
    add(document, properties);
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    if (whole) {
      schema.put("required", List.copyOf(properties.keySet()));
    } else {
      schema.put("additionalProperties", false);
    }
    return schema;
  }

  private void add(Class<?> document, Map<String, Object> properties) {
    for (RecordComponent field : document.getRecordComponents()) {
      if (field.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
        add(field.getType(), properties);
      } else {
        properties.put(field.getName(), field(field));
      }
    }
  }

  private Map<String, Object> field(RecordComponent field) {
    About about = field.getAnnotation(About.class);
    Map<String, Object> type = type(field.getGenericType(), field.getType());
    if (about == null) {
      return type;
    }
    Map<String, Object> schema = new LinkedHashMap<>(type);
    if (about.orNull()) {
      orNull(schema);
    }
    if (!about.value().isEmpty()) {
      schema.put("description", about.value());
    }
    if (!about.format().isEmpty()) {
      schema.put("format", about.format());
    }
    if (about.words().length > 0) {
      List<Object> words = new ArrayList<>(List.of((Object[]) about.words()));
      if (about.orNull()) {
        words.add(null);
      }
      schema.put("enum", words);
    }
    return schema;
  }

  private static void orNull(Map<String, Object> schema) {
    Object reference = schema.remove("$ref");
    if (reference != null) {
      schema.put("oneOf", List.of(Map.of("$ref", reference), Map.of("type", "null")));
    } else {
      schema.put("type", List.of(schema.get("type"), "null"));
    }
  }

  private Map<String, Object> type(java.lang.reflect.Type generic, Class<?> type) {
    if (type == String.class) {
      return Map.of("type", "string");
    }
    if (type == boolean.class || type == Boolean.class) {
      return Map.of("type", "boolean");
    }
    if (type == int.class || type == long.class || type == Long.class) {
      return Map.of("type", "integer");
    }
    if (type == double.class || Number.class.isAssignableFrom(type)) {
      return Map.of("type", "number");
    }
    if (type == List.class) {
      Class<?> item = (Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[0];
      return Map.of("type", "array", "items", type(item, item));
    }
    if (type.isRecord()) {
      return of(type);
    }
    throw new IllegalStateException("no JSON is known for " + type);
  }
}
