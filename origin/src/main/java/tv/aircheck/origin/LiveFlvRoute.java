package tv.aircheck.origin;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP-FLV: {@code /live/APP/NAME.flv}, low latency. Mount it at {@code /live/*} for GET. */
public final class LiveFlvRoute implements Handler<RoutingContext> {
  private static final Pattern PATH =
      Pattern.compile("/live/([A-Za-z0-9._/-]+)/([A-Za-z0-9._-]+)\\.flv");

  private final Desk desk;
  private final Channels channels;

  LiveFlvRoute(Desk desk, Channels channels) {
    this.desk = desk;
    this.channels = channels;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerResponse response = context.response();
    Matcher path = PATH.matcher(context.normalizedPath());
    if (!path.matches()) {
      context.next();
      return;
    }
    ContextInternal vertx = (ContextInternal) context.vertx().getOrCreateContext();
    long graceMs = desk.settings().publish().grace().toMillis();
    HttpFlvViewer viewer =
        channels.withKnown(
            path.group(1),
            path.group(2),
            channel ->
                channel.isOver(desk.world().tickMs(), graceMs)
                    ? null
                    : new HttpFlvViewer(desk, channel, response, vertx.nettyEventLoop()));
    if (viewer == null) {
      notOnAir(response, LiveChannel.id(path.group(1), path.group(2)));
    } else {
      viewer.open();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // an answer that does not arrive is asked for again
  static void notOnAir(HttpServerResponse response, String channel) {
    JsonObject problem =
        new JsonObject()
            .put("type", "about:blank")
            .put("title", "Not on air")
            .put("status", 404)
            .put("detail", channel + " is not on air");
    response
        .setStatusCode(404)
        .putHeader("Content-Type", "application/problem+json")
        .end(problem.encode());
  }
}
