package tv.aircheck.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.web.api.route.Parameter;
import tv.aircheck.web.api.route.Route;

/** The description for machines, and docs/API.md, say what is there. */
class DescriptionTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern SECTION =
      Pattern.compile("### `([A-Z]+) /api/v1(\\S+)`\\n(.*?)(?=\\n##|\\z)", Pattern.DOTALL);
  private static final Pattern EXAMPLE =
      Pattern.compile("```json( body)?\\n(.*?)```", Pattern.DOTALL);

  @TempDir private static Path folder;
  private static ApiServer server;
  private static String page;

  @BeforeAll
  static void start() throws IOException {
    server = new ApiServer(folder);
    page = Files.readString(Path.of(System.getProperty("user.dir")).resolve("../docs/API.md"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyRouteIsDescribedToMachines() {
    JsonNode openApi = server.openApi();

    assertThat(openApi.get("openapi").asText()).isEqualTo("3.1.0");
    assertThat(openApi.at("/info/version").asText()).isEqualTo("1.2.3");
    Set<String> names = new TreeSet<>();
    for (Route route : server.api.routes()) {
      JsonNode operation =
          openApi
              .get("paths")
              .get(route.path())
              .get(route.method().name().toLowerCase(Locale.ROOT));
      assertThat(names.add(operation.get("operationId").asText())).isTrue();
      assertThat(operation.get("summary").asText()).endsWith(".");
      assertThat(operation.get("responses").has(Integer.toString(route.status()))).isTrue();
    }
    assertThat(names).hasSizeGreaterThan(15);
  }

  @Test
  void whatIsReferredToIsThere() {
    JsonNode openApi = server.openApi();
    for (String reference : openApi.findValuesAsText("$ref")) {
      assertThat(openApi.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
  }

  @Test
  void everyParameterIsDeclaredOnceAndItsExampleCanBeRead() {
    for (Route route : server.api.routes()) {
      Set<String> inPath =
          Pattern.compile("\\{(\\w+)}")
              .matcher(route.path())
              .results()
              .map(found -> found.group(1))
              .collect(Collectors.toSet());
      assertThat(
              route.parameters().stream()
                  .filter(Parameter::inPath)
                  .map(Parameter::name)
                  .collect(Collectors.toSet()))
          .as(route.path())
          .isEqualTo(inPath);
      assertThat(route.parameters().stream().map(Parameter::name)).doesNotHaveDuplicates();
      for (Parameter<?> parameter : route.parameters()) {
        assertThat(parameter.kind().reading().read(parameter.kind().example()))
            .as(parameter.name())
            .isNotNull();
      }
    }
  }

  @Test
  void thePageHasEveryRouteAndNoOther() {
    Set<String> routes =
        server.api.routes().stream()
            .map(route -> route.method() + " " + nameless(route.path()))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> sections = new TreeSet<>();
    SECTION
        .matcher(page)
        .results()
        .forEach(found -> sections.add(found.group(1) + " " + nameless(found.group(2))));

    assertThat(sections).isEqualTo(routes);
  }

  /** {@code /broadcasts/ID} and {@code /broadcasts/{id}} alike. */
  private static String nameless(String path) {
    return path.replaceAll("\\{\\w+}", "{}").replaceAll("/(APP|NAME|ID|CLIP)(?=/|$)", "/{}");
  }

  @Test
  void itsExamplesAreWhatIsAnswered() throws IOException {
    List<String> faults = new ArrayList<>();
    int examples = 0;
    Matcher section = SECTION.matcher(page);
    while (section.find()) {
      String name = section.group(1) + " " + nameless(section.group(2));
      Matcher example = EXAMPLE.matcher(section.group(3));
      while (example.find()) {
        JsonNode value = MAPPER.readTree(example.group(2));
        JsonNode schema = schema(section, example.group(1) != null);
        for (String fault : SchemaCheck.faults(server.openApi(), schema, value)) {
          faults.add(name + fault);
        }
        examples++;
      }
    }
    assertThat(faults).isEmpty();
    assertThat(examples).isGreaterThan(12);
  }

  private static JsonNode schema(Matcher section, boolean body) {
    String path = section.group(2).replaceAll("/(APP|NAME|ID|CLIP)(?=/|$)", "/x");
    for (Route route : server.api.routes()) {
      boolean is =
          route.method().name().equals(section.group(1))
              && nameless(route.path()).equals(nameless(section.group(2)));
      if (is && body) {
        return server
            .openApi()
            .get("paths")
            .get(route.path())
            .get(route.method().name().toLowerCase(Locale.ROOT))
            .at("/requestBody/content/application~1json/schema");
      }
      if (is) {
        return server.schema(path, section.group(1), route.status());
      }
    }
    throw new AssertionError("no route for " + section.group(1) + " " + section.group(2));
  }
}
