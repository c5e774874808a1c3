package tv.aircheck.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Compares JSON with a schema, as far as our description uses the words of JSON Schema. */
final class SchemaCheck {
  private final JsonNode components;
  private final List<String> faults = new ArrayList<>();

  private SchemaCheck(JsonNode components) {
    this.components = components;
  }

  /** What is wrong with a value; empty when nothing is. */
  static List<String> faults(JsonNode openApi, JsonNode schema, JsonNode value) {
    SchemaCheck check = new SchemaCheck(openApi.at("/components/schemas"));
    check.check("", schema, value);
    return check.faults;
  }

  private void check(String where, JsonNode schema, JsonNode value) {
    if (schema.has("$ref")) {
      String name = schema.get("$ref").asText().replace("#/components/schemas/", "");
      if (!components.has(name)) {
        faults.add(where + ": there is no schema " + name);
      } else {
        check(where, components.get(name), value);
      }
      return;
    }
    if (schema.has("oneOf")) {
      boolean any =
          StreamSupport.stream(schema.get("oneOf").spliterator(), false)
              .anyMatch(one -> isFit(one, value));
      if (!any) {
        faults.add(where + ": " + value + " is none of " + schema.get("oneOf"));
      }
      return;
    }
    if (!isOfType(schema.get("type"), value)) {
      faults.add(where + ": " + value + " is no " + schema.get("type"));
      return;
    }
    if (schema.has("enum") && !contains(schema.get("enum"), value)) {
      faults.add(where + ": " + value + " is none of " + schema.get("enum"));
    }
    if (value.isObject() && schema.has("properties")) {
      checkFields(where, schema, value);
    }
    if (value.isArray() && schema.has("items")) {
      for (int i = 0; i < value.size(); i++) {
        check(where + "/" + i, schema.get("items"), value.get(i));
      }
    }
  }

  private void checkFields(String where, JsonNode schema, JsonNode value) {
    JsonNode known = schema.get("properties");
    value
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (known.has(name)) {
                check(where + "/" + name, known.get(name), value.get(name));
              } else {
                faults.add(where + "/" + name + " is not described");
              }
            });
    if (schema.has("required")) {
      schema
          .get("required")
          .forEach(
              name -> {
                if (!value.has(name.asText())) {
                  faults.add(where + "/" + name.asText() + " is missing");
                }
              });
    }
  }

  private boolean isFit(JsonNode schema, JsonNode value) {
    SchemaCheck alone = new SchemaCheck(components);
    alone.check("", schema, value);
    return alone.faults.isEmpty();
  }

  private static boolean isOfType(JsonNode type, JsonNode value) {
    if (type == null) {
      return true;
    }
    if (type.isArray()) {
      return StreamSupport.stream(type.spliterator(), false).anyMatch(t -> isOfType(t, value));
    }
    return switch (type.asText()) {
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      case "null" -> value.isNull();
      default -> false;
    };
  }

  private static boolean contains(JsonNode words, JsonNode value) {
    return StreamSupport.stream(words.spliterator(), false).anyMatch(value::equals);
  }
}
