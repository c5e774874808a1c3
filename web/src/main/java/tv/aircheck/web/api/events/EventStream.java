package tv.aircheck.web.api.events;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import tv.aircheck.web.json.Json;

/** Somebody who listens. On the event loop of the connection. */
final class EventStream {
  /** A client that is so far behind is sent away, and comes back to where it was. */
  private static final int MOST_WAITING = 256;

  private final HttpServerResponse response;
  private final Context loop;
  private final EventFilter filter;
  private final String epoch;
  private final Deque<Buffer> waiting = new ArrayDeque<>();
  private boolean closed;

  EventStream(HttpServerResponse response, Context loop, EventFilter filter, String epoch) {
    this.response = response;
    this.loop = loop;
    this.filter = filter;
    this.epoch = epoch;
  }

  /** How long a browser waits before it comes back. */
  void begin() {
    text("retry: 2000\n\n");
  }

  /** From any thread: sends it if it is wanted. */
  void tell(Event event) {
    if (filter.passes(event)) {
      loop.runOnContext(done -> send(event));
    }
  }

  void send(Event event) {
    if (filter.passes(event)) {
      text(
          "id: %s-%d\nevent: %s\ndata: %s\n\n"
              .formatted(
                  epoch,
                  event.number(),
                  Json.word(event.type()),
                  new String(Json.bytes(event.json()), StandardCharsets.UTF_8)));
    }
  }

  /** As it is to be on the wire. */
  void text(String lines) {
    if (closed) {
      return;
    }
    if (waiting.size() >= MOST_WAITING) {
      close();
      return;
    }
    waiting.addLast(Buffer.buffer(lines));
    flush();
  }

  /** To be called when there is room again. */
  void flush() {
    while (!closed && !waiting.isEmpty() && !response.writeQueueFull()) {
      response.write(waiting.removeFirst());
    }
  }

  /** The client opens another, and goes on where this one ended. */
  void close() {
    if (!closed) {
      closed = true;
      waiting.clear();
      if (!response.ended() && !response.closed()) {
        response.end();
      }
    }
  }

  /** The connection is gone. */
  void gone() {
    closed = true;
    waiting.clear();
  }
}
