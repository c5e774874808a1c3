package tv.aircheck.web.api.route;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tv.aircheck.index.access.Caller;
import tv.aircheck.index.access.LinkWords;
import tv.aircheck.web.access.Peers;

/** Reads requests, and refuses what is none. On the event loop: nothing here takes time. */
final class Incoming {
  private static final Set<String> BODIES =
      Set.of("application/json", "application/merge-patch+json");

  private static final Set<String> LINK = Set.of(LinkWords.EXPIRES, LinkWords.SIGNATURE);

  private final Function<RoutingContext, Caller> callers;

  /**
   * @param callers who asks
   */
  Incoming(Function<RoutingContext, Caller> callers) {
    this.callers = callers;
  }

  /**
   * @throws ApiProblem when it cannot be done as it is asked
   */
  Call read(Route route, RoutingContext context) {
    HttpServerRequest request = context.request();
    Call.Asker asker =
        new Call.Asker(
            callers.apply(context),
            host(request),
            Peers.isOnThisMachine(request),
            request.getHeader("If-Match"));
    Call call = new Call(values(route, context), body(route, context), asker);
    if (route.edits()) {
      call.mustSay();
    }
    return call;
  }

  /** The name that the caller knows this machine by. */
  private static String host(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    return authority == null ? "localhost" : authority.host();
  }

  private static Map<Parameter<?>, Object> values(Route route, RoutingContext context) {
    Map<Parameter<?>, Object> values = new HashMap<>();
    MultiMap query = context.queryParams();
    refuseUnknown(route, query);
    for (Parameter<?> parameter : route.parameters()) {
      String text =
          parameter.inPath() ? context.pathParam(parameter.name()) : query.get(parameter.name());
      if (text != null && !(text.isEmpty() && !parameter.inPath())) {
        values.put(parameter, parameter.read(text));
      }
    }
    return values;
  }

  /** The words of a signed link may stand behind any address: who lets callers in reads them. */
  private static void refuseUnknown(Route route, MultiMap query) {
    List<String> known =
        route.parameters().stream()
            .filter(parameter -> !parameter.inPath())
            .map(Parameter::name)
            .toList();
    for (String name : query.names()) {
      if (LINK.contains(name)) {
        continue;
      }
      if (!known.contains(name)) {
        throw ApiProblem.bad(
            name,
            "there is no parameter '"
                + name
                + "' here"
                + (known.isEmpty()
                    ? ""
                    : "; there is "
                        + known.stream()
                            .map(word -> "'" + word + "'")
                            .collect(Collectors.joining(", "))));
      }
      if (query.getAll(name).size() > 1) {
        throw ApiProblem.bad(name, "'" + name + "' is there more than once");
      }
    }
  }

  private static Body body(Route route, RoutingContext context) {
    if (route.body() == null) {
      return null;
    }
    String type = context.request().getHeader("Content-Type");
    String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!BODIES.contains(media)) {
      throw ApiProblem.of(415, "send JSON, with Content-Type: application/json");
    }
    byte[] bytes =
        context.body().buffer() == null ? new byte[0] : context.body().buffer().getBytes();
    return Body.read(bytes, route.body());
  }
}
