package tv.aircheck.web.api.events;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import tv.aircheck.index.ChannelName;
import tv.aircheck.web.api.route.ApiProblem;
import tv.aircheck.web.api.route.Call;
import tv.aircheck.web.api.route.Kind;
import tv.aircheck.web.api.route.Parameter;
import tv.aircheck.web.api.route.Route;

/** The path where one listens. */
public final class EventRoutes {
  private static final Parameter<ChannelName> CHANNEL =
      Parameter.query("channel", "Only of this one, APP/NAME.", Kind.channel());
  private static final Parameter<String> BROADCAST =
      Parameter.query("broadcast", "Only of this show.", Kind.ulid());
  private static final Parameter<Set<EventType>> TYPES =
      Parameter.query(
          "types",
          "Only these, with commas between; a reset comes in any case.",
          Kind.someOf(
              Arrays.stream(EventType.values()).filter(t -> t != EventType.RESET).toList()));

  private static final String STILL_HERE = ": still here\n\n";
  private static final long HEARTBEAT_MS = 15_000;

  /** So that rights that were taken back do not last. */
  private static final long LONGEST_MS = 3_600_000;

  private final Vertx vertx;
  private final EventHub hub;

  public EventRoutes(Vertx vertx, EventHub hub) {
    this.vertx = vertx;
    this.hub = hub;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/events", "listen", "What happens, as server-sent events.")
            .takes(CHANNEL, BROADCAST, TYPES)
            .answers(Event.EventJson.class)
            .streams(this::begin));
  }

  private void begin(Call call, RoutingContext context) {
    HttpServerResponse response = context.response();
    if (response.closed()) {
      return; // They went while we looked at who they are: nothing would tell us so any more.
    }
    EventFilter filter =
        new EventFilter(call.caller(), call.get(CHANNEL), call.get(BROADCAST), call.get(TYPES));
    EventStream stream = new EventStream(response, vertx.getOrCreateContext(), filter, hub.epoch());
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        // Events are not to wait in whatever compresses, here or on the way.
        .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
        .putHeader("X-Accel-Buffering", "no")
        .setChunked(true);
    long heartbeat = vertx.setPeriodic(HEARTBEAT_MS, id -> stream.text(STILL_HERE));
    long end = vertx.setTimer(LONGEST_MS, id -> stream.close());
    Handler<Void> over =
        gone -> {
          vertx.cancelTimer(heartbeat);
          vertx.cancelTimer(end);
          hub.leave(stream);
          stream.gone();
        };
    // Ended by us, or broken off by the other side; what is sent to begin with can be too much.
    response.drainHandler(room -> stream.flush()).endHandler(over).closeHandler(over);
    if (!hub.join(stream, context.request().getHeader("Last-Event-ID"))) {
      over.handle(null);
      throw ApiProblem.of(503, "too many listen already: try again later");
    }
  }
}
