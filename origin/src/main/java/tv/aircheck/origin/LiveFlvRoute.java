package tv.aircheck.origin;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** HTTP-FLV: {@code /live/APP/NAME.flv}, low latency. */
public final class LiveFlvRoute implements Handler<RoutingContext> {
  LiveFlvRoute() {}

  @Override
  public void handle(RoutingContext context) {
    context.fail(501);
  }
}
