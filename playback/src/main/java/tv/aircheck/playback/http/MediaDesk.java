package tv.aircheck.playback.http;

import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import tv.aircheck.playback.NotPlayable;
import tv.aircheck.playback.PlayContext;
import tv.aircheck.playback.Playback;
import tv.aircheck.playback.Show;

/**
 * Where media routes are asked: from a request to the show it is about, on a thread of the pool,
 * and back to the event loop with what the route answers.
 */
public final class MediaDesk {
  /** A request that would wait behind so many others is told to come again. */
  private static final int MOST_ASKED = 256;

  private static final String ID = "id";

  private final Playback playback;
  private final Semaphore places = new Semaphore(MOST_ASKED);

  public MediaDesk(Playback playback) {
    this.playback = playback;
  }

  public Playback playback() {
    return playback;
  }

  private PlayContext context() {
    return playback.context();
  }

  /**
   * Mounts a route for GET and HEAD.
   *
   * @param pattern of the path, a regular expression with the named group {@code id}; its other
   *     named groups are {@link MediaRequest#name}
   */
  public void mount(Router router, String pattern, MediaRoute route) {
    router
        .routeWithRegex(pattern)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(request -> ask(request, route));
  }

  private void ask(RoutingContext context, MediaRoute route) {
    EventLoop loop = ((ContextInternal) context.vertx().getOrCreateContext()).nettyEventLoop();
    Map<String, String> names = Map.copyOf(context.pathParams());
    Map<String, String> query = new HashMap<>();
    context.queryParams().forEach(entry -> query.putIfAbsent(entry.getKey(), entry.getValue()));
    String path = context.normalizedPath();
    onPool(context, loop, () -> route.answer(new MediaRequest(show(names), path, names, query)));
  }

  private Show show(Map<String, String> names) throws MediaRefusal, NotPlayable, IOException {
    String id = names.get(ID);
    Show show = playback.library().shows().byId(id);
    if (show == null) {
      throw MediaRefusal.notFound("There is no show " + id + ".");
    }
    playback.library().requireHere(show);
    return show;
  }

  private interface Question {
    MediaAnswer answer() throws MediaRefusal, NotPlayable, IOException;
  }

  private void onPool(RoutingContext context, EventLoop loop, Question question) {
    if (!places.tryAcquire()) {
      Failed.answer(context, new RejectedExecutionException());
      return;
    }
    try {
      context().pool().execute(() -> run(context, loop, question));
    } catch (RejectedExecutionException e) {
      places.release();
      Failed.answer(context, e);
    }
  }

  private void run(RoutingContext context, EventLoop loop, Question question) {
    MediaAnswer found = null;
    Exception failure = null;
    try {
      found = question.answer();
    } catch (MediaRefusal | NotPlayable | IOException | RuntimeException e) {
      failure = e;
    } finally {
      places.release();
    }
    MediaAnswer answer = found;
    Exception why = failure;
    try {
      loop.execute(() -> respond(context, loop, answer, why));
    } catch (RejectedExecutionException e) {
      // The event loop is gone, and the client with it.
      if (answer != null) {
        answer.drop();
      }
    }
  }

  private void respond(
      RoutingContext context, EventLoop loop, MediaAnswer answer, Exception failure) {
    if (failure != null) {
      Failed.answer(context, failure);
    } else if (context.response().closed()) {
      answer.drop();
    } else {
      new Responder(context, answer)
          .send(range -> new RangeWriter(context, loop, context(), range));
    }
  }
}
