package tv.aircheck.playback.http;

import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
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

  /**
   * The same for a route whose answer is made elsewhere. A show that is archived is given to it as
   * it is: nothing is brought back.
   */
  public void mountDeferred(Router router, String pattern, DeferredRoute route) {
    router
        .routeWithRegex(pattern)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(
            context -> {
              Asked asked = Asked.of(context);
              onPool(context, () -> route.answer(asked.of(show(asked))));
            });
  }

  private void ask(RoutingContext context, MediaRoute route) {
    Asked asked = Asked.of(context);
    onPool(
        context,
        () -> {
          Show show = show(asked);
          playback.library().requireHere(show);
          return CompletableFuture.completedStage(route.answer(asked.of(show)));
        });
  }

  /** What the address says. */
  private record Asked(String path, Map<String, String> names, Map<String, String> query) {
    static Asked of(RoutingContext context) {
      Map<String, String> query = new HashMap<>();
      context.queryParams().forEach(entry -> query.putIfAbsent(entry.getKey(), entry.getValue()));
      return new Asked(context.normalizedPath(), Map.copyOf(context.pathParams()), query);
    }

    MediaRequest of(Show show) {
      return new MediaRequest(show, path, names, query);
    }
  }

  private Show show(Asked asked) throws MediaRefusal {
    String id = asked.names().get(ID);
    Show show = playback.library().shows().byId(id);
    if (show == null) {
      throw MediaRefusal.notFound("There is no show " + id + ".");
    }
    return show;
  }

  private interface Question {
    CompletionStage<MediaAnswer> answer() throws MediaRefusal, NotPlayable, IOException;
  }

  private void onPool(RoutingContext context, Question question) {
    EventLoop loop = ((ContextInternal) context.vertx().getOrCreateContext()).nettyEventLoop();
    if (!places.tryAcquire()) {
      refuse(context, new RejectedExecutionException());
      return;
    }
    try {
      context().pool().execute(() -> run(context, loop, question));
    } catch (RejectedExecutionException e) {
      places.release();
      refuse(context, e);
    }
  }

  private void refuse(RoutingContext context, Exception failure) {
    Failed.answer(context, failure, context().listener());
  }

  private void run(RoutingContext context, EventLoop loop, Question question) {
    CompletionStage<MediaAnswer> found;
    try {
      found = question.answer();
    } catch (Throwable e) { // Whatever happened, the client waits for an answer.
      found = CompletableFuture.failedStage(e);
    } finally {
      places.release();
    }
    found.whenComplete((answer, failure) -> deliver(context, loop, answer, failure));
  }

  private void deliver(
      RoutingContext context, EventLoop loop, MediaAnswer answer, Throwable failure) {
    try {
      loop.execute(() -> respond(context, loop, answer, exception(failure)));
    } catch (RejectedExecutionException e) {
      // The event loop is gone, and the client with it.
      if (answer != null) {
        answer.drop();
      }
    }
  }

  /** What a stage was told is wrapped by the stages behind it. */
  private static Exception exception(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause == null || cause instanceof Exception
        ? (Exception) cause
        : new IllegalStateException("a request failed", cause);
  }

  private void respond(
      RoutingContext context, EventLoop loop, MediaAnswer answer, Exception failure) {
    if (failure != null) {
      refuse(context, failure);
    } else if (context.response().closed()) {
      answer.drop();
    } else {
      new Responder(context, answer, context().listener())
          .send(range -> new RangeWriter(context, loop, context(), range));
    }
  }
}
