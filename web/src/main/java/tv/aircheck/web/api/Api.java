package tv.aircheck.web.api;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tv.aircheck.index.access.Caller;
import tv.aircheck.web.Problem;
import tv.aircheck.web.api.events.EventHub;
import tv.aircheck.web.api.events.EventRoutes;
import tv.aircheck.web.api.route.Answer;
import tv.aircheck.web.api.route.Mount;
import tv.aircheck.web.api.route.OpenApi;
import tv.aircheck.web.api.route.Route;
import tv.aircheck.web.api.route.Workers;
import tv.aircheck.web.json.Json;

/** The front door: all routes below {@code /api/v1}, as {@code docs/API.md} describes them. */
public final class Api implements AutoCloseable {
  public static final String ROOT = "/api/v1";

  /** As many as the index answers at once. */
  private static final int WORKERS = 4;

  /** At a few milliseconds each, a second's worth. */
  private static final int WAITING = 256;

  private final Workers workers = new Workers(WORKERS, WAITING);
  private final EventHub events;
  private final List<Route> routes = new ArrayList<>();
  private final byte[] openApi;

  /**
   * @param more routes that other parts bring; what they answer by themselves is described only
   */
  public Api(Vertx vertx, ApiParts parts, List<Route> more) {
    ShowView shows = new ShowView(parts);
    ChannelRoutes channels = new ChannelRoutes(parts);
    TimelineRoutes timeline = new TimelineRoutes(parts);
    events = new EventHub(parts.index(), parts.clock());
    routes.addAll(channels.routes());
    routes.addAll(new ChannelEditRoutes(parts, channels).routes());
    routes.addAll(new DayRoutes(parts).routes());
    routes.addAll(new ShowRoutes(parts, shows).routes());
    routes.addAll(new EditRoutes(parts, shows).routes());
    routes.addAll(new ClipRoutes(parts).routes());
    routes.addAll(timeline.routes());
    routes.addAll(new SegmentRoutes(parts, timeline).routes());
    routes.addAll(new EventRoutes(vertx, events).routes());
    routes.addAll(new StatusRoutes(parts).routes());
    routes.addAll(more);
    routes.add(
        Route.get("/openapi.json", "getOpenApi", "This, for machines.").by(call -> description()));
    openApi = Json.bytes(OpenApi.of(ROOT, parts.version(), routes));
    events.start();
  }

  /**
   * Puts all routes on a router, except for those that others answer.
   *
   * @param callers who asks; called on the event loop
   */
  public void mount(Router router, Function<RoutingContext, Caller> callers) {
    Mount mount = new Mount(ROOT, workers, callers);
    routes.stream()
        .filter(route -> !route.isElsewhere())
        .forEach(route -> mount.put(route, router));
    router.errorHandler(
        413, context -> Problem.answer(context, 413, "Too long", "The body has more than 64 KiB."));
  }

  /** All there are, as they were declared. */
  public List<Route> routes() {
    return List.copyOf(routes);
  }

  private Answer description() {
    return Answer.of(openApi).with("Cache-Control", "public, max-age=300");
  }

  @Override
  public void close() {
    events.close();
    workers.close();
  }
}
