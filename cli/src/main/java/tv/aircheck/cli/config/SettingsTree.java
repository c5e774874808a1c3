package tv.aircheck.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Settings as a tree that starts as the built-in defaults and takes one layer over another. The
 * defaults name every known setting; an empty object among them is a map, whose keys are free.
 */
final class SettingsTree {
  private final ObjectNode tree;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Set<String> maps = new HashSet<>();

  SettingsTree(ObjectNode defaults) {
    this.tree = defaults.deepCopy();
    for (String path : leaves()) {
      if (defaults.at("/" + path.replace('.', '/')).isObject()) {
        maps.add(path);
      }
    }
  }

  ObjectNode tree() {
    return tree;
  }

  /**
   * Where a setting's value comes from: a file, a variable, a flag; "default" where nobody set it.
   */
  String sourceOf(String path) {
    for (String at = path; !at.isEmpty(); at = parent(at)) {
      String source = sources.get(at);
      if (source != null) {
        return source;
      }
    }
    return "default";
  }

  /**
   * The paths of all settings that have a value of their own, such as {@code origin.idle-timeout}.
   */
  List<String> leaves() {
    List<String> leaves = new ArrayList<>();
    collect("", tree, leaves);
    return leaves;
  }

  private static void collect(String prefix, JsonNode node, List<String> into) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties().forEach(e -> collect(join(prefix, e.getKey()), e.getValue(), into));
    } else {
      into.add(prefix);
    }
  }

  /** Lays {@code layer} over what is there. */
  void overlay(JsonNode layer, String source) {
    if (!layer.isObject()) {
      throw new ConfigException(source + ": the settings must be 'name: value' pairs");
    }
    overlay("", tree, (ObjectNode) layer, source);
  }

  private void overlay(String prefix, ObjectNode target, ObjectNode layer, String source) {
    boolean free = maps.contains(prefix);
    for (Map.Entry<String, JsonNode> entry : layer.properties()) {
      String path = join(prefix, entry.getKey());
      JsonNode known = target.get(entry.getKey());
      if (known == null && !free) {
        throw unknown(path, source);
      }
      if (known instanceof ObjectNode group && entry.getValue() instanceof ObjectNode values) {
        overlay(path, group, values, source);
      } else if (known instanceof ObjectNode) {
        throw new ConfigException(source + ": '" + path + "' is a group of settings, not a value");
      } else {
        target.set(entry.getKey(), inUnits(path, known, entry.getValue(), source));
        sources.put(path, source);
      }
    }
  }

  /** Sets one setting by its path, from text; a list is written with commas. */
  void set(String path, String text, String source) {
    ObjectNode layer = JsonNodeFactory.instance.objectNode();
    ObjectNode at = layer;
    JsonNode known = tree;
    String[] names = path.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      at = at.putObject(names[i]);
      known = known.path(names[i]);
    }
    String last = names[names.length - 1];
    if (known.path(last).isArray()) {
      var list = at.putArray(last);
      for (String part : text.split(",", -1)) {
        list.add(part.trim());
      }
    } else if (known.path(last).isBoolean()) {
      at.put(last, bool(path, text, source));
    } else {
      at.put(last, text);
    }
    overlay(layer, source);
  }

  private static boolean bool(String path, String text, String source) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default ->
          throw new ConfigException(
              source + ": '" + path + "' is true or false, not '" + text + "'");
    };
  }

  /** Takes every variable {@code AIRCHECK_GROUP_NAME} as the setting {@code group.name}. */
  void overlayEnvironment(Map<String, String> environment) {
    Map<String, String> byVariable = new LinkedHashMap<>();
    for (String path : leaves()) {
      byVariable.put(
          "AIRCHECK_" + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT), path);
    }
    environment.forEach(
        (variable, value) -> {
          if (!variable.startsWith("AIRCHECK_") || NOT_SETTINGS.contains(variable)) {
            return;
          }
          String path = byVariable.get(variable);
          if (path == null) {
            throw new ConfigException(
                "the environment variable "
                    + variable
                    + " is not a setting; did you mean "
                    + NearestName.of(variable, byVariable.keySet()).orElse("another")
                    + "?");
          }
          set(path, value, variable);
        });
  }

  /** Read by bin/aircheck and by the reader of the file, not as settings. */
  private static final List<String> NOT_SETTINGS = List.of("AIRCHECK_OPTS", "AIRCHECK_CONFIG");

  /** A number is a count, bytes, or milliseconds by its name; all may be written with units. */
  private static JsonNode inUnits(String path, JsonNode known, JsonNode value, String source) {
    if (known == null || !known.isNumber() || !value.isTextual() || value.textValue().isEmpty()) {
      return value;
    }
    try {
      String text = value.textValue();
      boolean duration = path.endsWith("-ms") && !Character.isDigit(text.charAt(text.length() - 1));
      return JsonNodeFactory.instance.numberNode(
          duration ? UnitText.duration(text).toMillis() : UnitText.bytes(text));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(source + ": '" + path + "': " + e.getMessage(), e);
    }
  }

  private ConfigException unknown(String path, String source) {
    List<String> known = leaves();
    return new ConfigException(
        source
            + ": '"
            + path
            + "' is not a setting; did you mean '"
            + NearestName.of(path, known).orElse("another")
            + "'? 'aircheck config show' lists them all");
  }

  private static String join(String prefix, String name) {
    return prefix.isEmpty() ? name : prefix + "." + name;
  }

  private static String parent(String path) {
    int dot = path.lastIndexOf('.');
    return dot < 0 ? "" : path.substring(0, dot);
  }
}
