package tv.aircheck.web;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import tv.aircheck.web.access.Callers;
import tv.aircheck.web.access.Peers;

/** Answers with a document of JSON that takes a moment to make: off the event loop. */
public final class JsonRoute implements Handler<RoutingContext> {
  private final Callable<byte[]> document;
  private final boolean forThisMachine;

  /**
   * @param document made anew for each request
   * @param forThisMachine whether it is refused to others than those on this machine and operators
   */
  public JsonRoute(Callable<byte[]> document, boolean forThisMachine) {
    this.document = document;
    this.forThisMachine = forThisMachine;
  }

  @Override
  public void handle(RoutingContext context) {
    if (forThisMachine
        && !Peers.isOnThisMachine(context.request())
        && !Callers.of(context).mayOperate()) {
      Problem.answer(
          context,
          403,
          "Forbidden",
          context.normalizedPath()
              + " is answered to operators, and to programs on the server's own machine");
      return;
    }
    context
        .vertx()
        .executeBlocking(document, false)
        .onSuccess(
            json ->
                context
                    .response()
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Cache-Control", "no-store")
                    .end(Buffer.buffer(json)))
        .onFailure(context::fail);
  }
}
