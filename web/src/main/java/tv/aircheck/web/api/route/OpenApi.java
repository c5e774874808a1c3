package tv.aircheck.web.api.route;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tv.aircheck.web.json.About;

/** The OpenAPI 3.1 description of routes. */
public final class OpenApi {
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  private final Schemas schemas = new Schemas();
  private final Map<String, Object> problem;

  /** An error, as RFC 9457 has it. */
  record ProblemJson(
      String type,
      int status,
      @About("In few words.") String title,
      @About("A sentence.") String detail) {}

  private OpenApi() {
    problem =
        Map.of(
            "description",
            "An error.",
            "content",
            Map.of(PROBLEM, Map.of("schema", schemas.of(ProblemJson.class))));
  }

  /**
   * @param root that the routes' paths are below, such as {@code /api/v1}
   */
  public static Map<String, Object> of(String root, String version, List<Route> routes) {
    return new OpenApi().document(root, version, routes);
  }

  private Map<String, Object> document(String root, String version, List<Route> routes) {
    Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
    for (Route route : routes) {
      paths
          .computeIfAbsent(route.path(), path -> new LinkedHashMap<>())
          .put(route.method().name().toLowerCase(Locale.ROOT), operation(route));
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put(
        "info",
        Map.of(
            "title", "Aircheck",
            "version", version,
            "description", "Names stay; more may be added. docs/API.md says the same to people."));
    document.put("servers", List.of(Map.of("url", root)));
    document.put("paths", paths);
    document.put(
        "components",
        Map.of(
            "schemas",
            schemas.known(),
            "responses",
            Map.of("Problem", problem),
            "securitySchemes",
            Map.of(
                "token", Map.of("type", "http", "scheme", "bearer"),
                "session", Map.of("type", "apiKey", "in", "cookie", "name", "aircheck_session"))));
    document.put(
        "security", List.of(Map.of(), Map.of("token", List.of()), Map.of("session", List.of())));
    return document;
  }

  private Map<String, Object> operation(Route route) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", route.name());
    operation.put("summary", route.about());
    List<Object> parameters = new ArrayList<>();
    route.parameters().forEach(parameter -> parameters.add(parameter(parameter)));
    if (route.edits()) {
      parameters.add(
          Map.of(
              "name", "If-Match",
              "in", "header",
              "required", true,
              "description", "The ETag that was read, or *.",
              "schema", Map.of("type", "string")));
    }
    operation.put("parameters", parameters);
    if (route.body() != null) {
      Map<String, Object> body = schemas.ofBody(route.body());
      operation.put(
          "requestBody", Map.of("required", true, "content", Map.of(JSON, Map.of("schema", body))));
    }
    operation.put("responses", responses(route));
    return operation;
  }

  private static Map<String, Object> parameter(Parameter<?> parameter) {
    Map<String, Object> schema = new LinkedHashMap<>(parameter.kind().schema());
    if (parameter.usual() != null && !(parameter.usual() instanceof Enum)) {
      boolean plain = parameter.usual() instanceof Number || parameter.usual() instanceof Boolean;
      schema.put("default", plain ? parameter.usual() : parameter.usual().toString());
    }
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", parameter.name());
    described.put("in", parameter.inPath() ? "path" : "query");
    described.put("required", parameter.inPath());
    described.put("description", parameter.about());
    described.put("schema", schema);
    described.put("example", parameter.kind().example());
    return described;
  }

  private Map<String, Object> responses(Route route) {
    Map<String, Object> responses = new TreeMap<>();
    Map<String, Object> well = new LinkedHashMap<>();
    well.put("description", route.status() == 204 ? "Done." : "All is well.");
    if (route.status() != 204) {
      Map<String, Object> schema =
          route.answer() == null ? Map.of("type", "object") : schemas.of(route.answer());
      well.put("content", Map.of(route.media(), Map.of("schema", schema)));
    }
    responses.put(Integer.toString(route.status()), well);
    responses.put("default", Map.of("$ref", "#/components/responses/Problem"));
    return responses;
  }
}
