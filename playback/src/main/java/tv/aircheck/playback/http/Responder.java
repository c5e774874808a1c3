package tv.aircheck.playback.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import tv.aircheck.playback.PlaybackListener;

/** Sends one answer: its head by what the client said it has, and of its body what it wants. */
@SuppressWarnings("FutureReturnValueIgnored") // an answer that does not arrive is asked for again
final class Responder {
  private final RoutingContext context;
  private final MediaAnswer answer;
  private final HttpServerResponse response;
  private final boolean headOnly;
  private final PlaybackListener listener;

  Responder(RoutingContext context, MediaAnswer answer, PlaybackListener listener) {
    this.listener = listener;
    this.context = context;
    this.answer = answer;
    this.response = context.response();
    this.headOnly = context.request().method().equals(HttpMethod.HEAD);
  }

  /** A part of a source, to be written behind a head. */
  record Part(ByteSource source, ByteRange range) {}

  /**
   * On the event loop.
   *
   * @param writers of parts
   */
  void send(Function<Part, RangeWriter> writers) {
    boolean ranged = answer.body() instanceof Body.Ranged || answer.body() instanceof Body.Held;
    Conditions conditions = Conditions.of(name -> field(name, ranged), answer, length());
    if (conditions.status() == 416) {
      answer.drop();
      response.putHeader("Content-Range", "bytes */" + length());
      context.fail(
          416, MediaRefusal.badRequest("There are " + length() + " bytes, and none of those."));
      return;
    }
    head(conditions);
    if (conditions.status() == 304) {
      answer.drop();
      response.end();
    } else if (answer.body() instanceof Body.Whole whole) {
      whole(whole.bytes());
    } else if (answer.body() instanceof Body.Ranged body) {
      ranged(new Part(body.source(), conditions.range()), writers);
    } else if (answer.body() instanceof Body.Streamed body) {
      streamed(body.stream());
    } else if (answer.body() instanceof Body.Held body) {
      held(body, conditions.range());
    } else if (answer.body() instanceof Body.Packed body) {
      packed(body);
    }
  }

  /** A range is for GET, and only where there are bytes to choose from. */
  private String field(String name, boolean ranged) {
    boolean asked = ranged && !headOnly;
    return asked || !name.equals("Range") ? context.request().getHeader(name) : null;
  }

  private long length() {
    if (answer.body() instanceof Body.Ranged ranged) {
      return ranged.source().length();
    }
    if (answer.body() instanceof Body.Held held) {
      return held.bytes().readableBytes();
    }
    return answer.body() instanceof Body.Whole whole ? whole.bytes().length : 0;
  }

  private void head(Conditions conditions) {
    response.setStatusCode(conditions.status() == 200 ? answer.status() : conditions.status());
    response.putHeader("Cache-Control", answer.cache().header());
    if (answer.etag() != null) {
      response.putHeader("ETag", answer.etag());
    }
    if (answer.lastModifiedMs() >= 0) {
      response.putHeader("Last-Modified", Conditions.date(answer.lastModifiedMs()));
    }
    if (answer.body() instanceof Body.Packed) {
      // Beside what other sites may read, which may be there already.
      response.headers().add("Vary", "Accept-Encoding");
    }
    if (conditions.status() == 304) {
      return;
    }
    answer.headers().forEach(response::putHeader);
    response.putHeader("Content-Type", answer.contentType());
    response.putHeader("X-Content-Type-Options", "nosniff");
    if (conditions.status() == 206) {
      response.putHeader("Content-Range", conditions.range().contentRange(length()));
    }
  }

  private void whole(byte[] bytes) {
    if (headOnly) {
      response.putHeader("Content-Length", Integer.toString(bytes.length));
      response.end();
    } else {
      response.end(Buffer.buffer(bytes));
    }
  }

  private void held(Body.Held body, ByteRange range) {
    response.putHeader("Accept-Ranges", "bytes");
    response.putHeader("Content-Length", Long.toString(range.length()));
    if (headOnly) {
      body.drop();
      response.end();
    } else {
      new HeldWriter(context, body, range, listener).start(HeldWriter.CHECKED_EVERY);
    }
  }

  private void packed(Body.Packed body) {
    String accepted = context.request().getHeader("Accept-Encoding");
    boolean gzip = accepted != null && accepted.contains("gzip");
    response.putHeader("Content-Encoding", gzip ? "gzip" : "identity");
    whole(gzip ? body.gzip() : body.plain());
  }

  private void ranged(Part part, Function<Part, RangeWriter> writers) {
    response.putHeader("Accept-Ranges", "bytes");
    response.putHeader("Content-Length", Long.toString(part.range().length()));
    if (headOnly || part.range().isEmpty()) {
      response.end();
    } else {
      writers.apply(part).start();
    }
  }

  private void streamed(Body.Stream stream) {
    if (context.request().version() != HttpVersion.HTTP_2) {
      response.setChunked(true);
    }
    if (headOnly) {
      stream.drop();
      response.end();
    } else {
      stream.start(context);
    }
  }
}
