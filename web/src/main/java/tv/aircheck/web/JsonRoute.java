package tv.aircheck.web;

import io.netty.util.NetUtil;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;

/** Answers with a document of JSON that takes a moment to make: off the event loop. */
public final class JsonRoute implements Handler<RoutingContext> {
  private final Callable<byte[]> document;
  private final boolean forThisMachine;

  /**
   * @param document made anew for each request
   * @param forThisMachine whether others are refused
   */
  public JsonRoute(Callable<byte[]> document, boolean forThisMachine) {
    this.document = document;
    this.forThisMachine = forThisMachine;
  }

  @Override
  public void handle(RoutingContext context) {
    if (forThisMachine && !isOnThisMachine(context)) {
      Problem.answer(
          context,
          403,
          "Forbidden",
          context.normalizedPath() + " is answered to programs on the server's own machine only");
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

  private static boolean isOnThisMachine(RoutingContext context) {
    // An address in figures: nothing is looked up.
    byte[] peer =
        NetUtil.createByteArrayFromIpAddressString(context.request().remoteAddress().hostAddress());
    try {
      return peer != null && InetAddress.getByAddress(peer).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
