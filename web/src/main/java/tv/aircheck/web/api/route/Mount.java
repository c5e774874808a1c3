package tv.aircheck.web.api.route;

import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.access.Caller;
import tv.aircheck.web.Problem;

/** Puts routes on a router: reads what is asked, has it answered on a worker, sends the answer. */
public final class Mount {
  private static final Logger log = LoggerFactory.getLogger(Mount.class);
  private static final long LONGEST_BODY = 64L << 10;

  private final String root;
  private final Workers workers;
  private final Incoming incoming;
  private final Seldom indexFails = new Seldom(System::nanoTime);

  /**
   * @param root that the routes' paths are below
   * @param callers who asks; called on the event loop
   */
  public Mount(String root, Workers workers, Function<RoutingContext, Caller> callers) {
    this.root = root;
    this.workers = workers;
    this.incoming = new Incoming(callers);
  }

  public void put(Route route, Router router) {
    io.vertx.ext.web.Route mounted = router.route(route.method(), root + route.routerPath());
    // A stream has no end that HEAD could stand for.
    if (route.method().equals(HttpMethod.GET) && route.streaming() == null) {
      mounted.method(HttpMethod.HEAD);
    }
    if (route.body() != null) {
      mounted.handler(BodyHandler.create(false).setBodyLimit(LONGEST_BODY));
    }
    mounted.handler(context -> handle(route, context));
  }

  private void handle(Route route, RoutingContext context) {
    Call call;
    try {
      call = incoming.read(route, context);
      if (route.streaming() != null) {
        route.streaming().begin(call, context);
        return;
      }
    } catch (ApiProblem problem) {
      refuse(context, problem);
      return;
    }
    Context loop = context.vertx().getOrCreateContext();
    boolean taken =
        workers.take(
            () -> {
              Runnable then = work(route, call, context);
              loop.runOnContext(done -> then.run());
            });
    if (!taken) {
      refuse(context, ApiProblem.of(503, "too many requests wait already: try again in a moment"));
    }
  }

  /** What is to be done with what came out. */
  private Runnable work(Route route, Call call, RoutingContext context) {
    try {
      Reply reply = Reply.of(route.handling().answer(call));
      return () -> reply.send(context);
    } catch (ApiProblem problem) {
      return () -> refuse(context, problem);
    } catch (IndexException e) {
      ApiProblem problem = problem(e);
      // What all who ask meet would fill the log; they are counted.
      if (problem.status() == 500 || (problem.status() == 503 && indexFails.isDue())) {
        log.warn("{} {} failed", route.method(), route.path(), e);
      }
      return () -> refuse(context, problem);
    } catch (Throwable e) { // Out of memory, too: the client waits for an answer.
      return () -> context.fail(e);
    }
  }

  private static ApiProblem problem(IndexException e) {
    return switch (e.kind()) {
      case INVALID -> ApiProblem.of(409, e.getMessage());
      case UNAVAILABLE, FULL -> ApiProblem.of(503, "the index cannot be asked now: try again");
      default -> ApiProblem.of(500, "The server's log says more.");
    };
  }

  private static void refuse(RoutingContext context, ApiProblem problem) {
    if (context.response().ended() || context.response().closed()) {
      return;
    }
    if (problem.status() == 503) {
      context.response().putHeader("Retry-After", Integer.toString(problem.retryAfterSeconds()));
    }
    if (problem.status() == 401) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
    }
    Problem.answer(
        context,
        problem.status(),
        ApiProblem.title(problem.status()),
        problem.getMessage(),
        problem.parameter());
  }
}
