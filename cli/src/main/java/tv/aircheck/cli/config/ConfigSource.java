package tv.aircheck.cli.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings with the place each came from: defaults, then the file, the environment, and flags. */
public final class ConfigSource {
  private static final Path USUAL_FILE = Path.of("aircheck.yml");
  private static final String SECRET = "********";

  private final SettingsTree settings;
  private final Config config;

  private ConfigSource(SettingsTree settings) {
    this.settings = settings;
    this.config = bind(settings);
    config.check();
  }

  /**
   * @param file null: {@code ./aircheck.yml} where there is one, or the file that AIRCHECK_CONFIG
   *     names
   * @param flags setting to text; a null text is a flag that was not given
   * @throws ConfigException when something of it cannot be used
   */
  public static ConfigSource read(
      Path file, Map<String, String> environment, Map<String, String> flags) {
    SettingsTree settings = defaults();
    Path chosen = file;
    if (chosen == null && environment.containsKey("AIRCHECK_CONFIG")) {
      chosen = Path.of(environment.get("AIRCHECK_CONFIG"));
    }
    if (chosen == null && Files.exists(USUAL_FILE)) {
      chosen = USUAL_FILE;
    }
    if (chosen != null) {
      settings.overlay(yaml(chosen), chosen.toString());
    }
    settings.overlayEnvironment(environment);
    overlay(settings, flags);
    return new ConfigSource(settings);
  }

  /** Whatever files there are. */
  public static ConfigSource ofFlags(Map<String, String> flags) {
    SettingsTree settings = defaults();
    overlay(settings, flags);
    return new ConfigSource(settings);
  }

  private static SettingsTree defaults() {
    return new SettingsTree((ObjectNode) SettingsMapper.JSON.valueToTree(Config.defaults()));
  }

  private static void overlay(SettingsTree settings, Map<String, String> flags) {
    flags.forEach(
        (path, text) -> {
          if (text != null) {
            settings.set(path, text, "a flag");
          }
        });
  }

  private static JsonNode yaml(Path file) {
    try {
      YAMLMapper mapper = new YAMLMapper();
      JsonNode tree = mapper.readTree(Files.readString(file));
      boolean empty = tree == null || tree.isMissingNode() || tree.isNull();
      return empty ? mapper.createObjectNode() : tree;
    } catch (NoSuchFileException e) {
      throw new ConfigException("there is no configuration file " + file, e);
    } catch (JsonProcessingException e) {
      throw new ConfigException(file + " is not YAML: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new ConfigException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static Config bind(SettingsTree settings) {
    try {
      return SettingsMapper.JSON.treeToValue(settings.tree(), Config.class);
    } catch (JsonMappingException e) {
      String path =
          e.getPath().stream()
              .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
              .collect(Collectors.joining("."));
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      String why =
          root instanceof JsonProcessingException p ? p.getOriginalMessage() : root.getMessage();
      throw new ConfigException(settings.sourceOf(path) + ": '" + path + "': " + why, e);
    } catch (JsonProcessingException e) {
      throw new ConfigException(e.getOriginalMessage(), e);
    }
  }

  public Config config() {
    return config;
  }

  /**
   * Calls {@code each} with every setting: its name, its value (secrets hidden), where it is from.
   */
  public void forEach(SettingVisitor each) {
    for (String path : settings.leaves()) {
      JsonNode value = settings.tree().at("/" + path.replace('.', '/'));
      String text = value.isTextual() ? value.textValue() : value.toString();
      each.setting(
          path, isSecret(path) && !text.isEmpty() ? SECRET : text, settings.sourceOf(path));
    }
  }

  private static boolean isSecret(String path) {
    return path.endsWith("-secret")
        || path.endsWith("secret-key")
        || path.startsWith("publish.keys.");
  }

  /** Takes settings one by one. */
  public interface SettingVisitor {
    void setting(String name, String value, String source);
  }
}
