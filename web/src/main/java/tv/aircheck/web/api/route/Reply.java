package tv.aircheck.web.api.route;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import tv.aircheck.web.json.Json;

/** An answer as bytes, made on a worker and sent on the connection's event loop. */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
record Reply(Answer answer, byte[] body, String etag) {
  private static final String JSON = "application/json";

  static Reply of(Answer answer) {
    if (answer.document() == null) {
      return new Reply(answer, null, null);
    }
    byte[] body = answer.document() instanceof byte[] bytes ? bytes : Json.bytes(answer.document());
    return new Reply(answer, body, Etag.of(answer.edit(), body));
  }

  /** The caller has it already: nothing but its tag is sent. */
  void send(RoutingContext context) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return; // The caller did not wait.
    }
    response
        .putHeader("Cache-Control", "private, no-cache")
        .putHeader("Vary", "Authorization, Cookie");
    answer.headers().forEach(response::putHeader);
    if (etag == null) {
      response.setStatusCode(answer.status()).end();
      return;
    }
    response.putHeader("ETag", etag);
    boolean known =
        answer.status() == 200
            && isRead(context)
            && Etag.isKnown(context.request().getHeader("If-None-Match"), etag);
    if (known) {
      response.setStatusCode(304).end();
    } else {
      response
          .setStatusCode(answer.status())
          .putHeader("Content-Type", JSON)
          .end(Buffer.buffer(body));
    }
  }

  private static boolean isRead(RoutingContext context) {
    String method = context.request().method().name();
    return method.equals("GET") || method.equals("HEAD");
  }
}
