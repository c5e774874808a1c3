package tv.aircheck.web.access;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import tv.aircheck.index.CredentialRow;
import tv.aircheck.index.access.Caller;
import tv.aircheck.index.access.Gatekeeper;
import tv.aircheck.web.Problem;
import tv.aircheck.web.api.route.Route;
import tv.aircheck.web.json.About;
import tv.aircheck.web.json.Json;
import tv.aircheck.web.json.SessionJson;

/** Signing in and out, and who one is. */
public final class SessionRoutes {
  private static final String PATH = "/api/v1/session";
  private static final int LONGEST_BODY = 4096;

  /** What is sent to sign in. */
  record SignIn(@About("Of a viewer, an owner or an operator.") String token) {}

  /** As the API's description has them. */
  public static final List<Route> DESCRIBED =
      List.of(
          Route.get("/session", "getSession", "Who is asking.").answers(SessionJson.class),
          Route.of(HttpMethod.POST, "/session", "signIn", "Makes a cookie of a token.")
              .reads(SignIn.class)
              .answers(SessionJson.class),
          Route.of(HttpMethod.DELETE, "/session", "signOut", "Ends the cookie's session.")
              .answers(204, null));

  private final Gatekeeper gate;

  private SessionRoutes(Gatekeeper gate) {
    this.gate = gate;
  }

  /** Behind an {@link AccessHandler}. */
  public static void mount(Router router, Gatekeeper gate) {
    SessionRoutes routes = new SessionRoutes(gate);
    router.get(PATH).handler(context -> tell(context, Callers.of(context)));
    router
        .post(PATH)
        .handler(BodyHandler.create(false).setBodyLimit(LONGEST_BODY))
        .handler(routes::signIn);
    router.delete(PATH).handler(routes::signOut);
  }

  private void signIn(RoutingContext context) {
    String token = token(context);
    if (token == null) {
      Problem.answer(context, 400, "Bad request", "send {\"token\": \"…\"} as application/json");
      return;
    }
    Future.fromCompletionStage(
            gate.byToken(token, Peers.address(context.request()))
                .thenCompose(
                    caller ->
                        gate.sessions().signIn(caller).thenApply(c -> new SignedIn(caller, c))),
            context.vertx().getOrCreateContext())
        .onComplete(
            signedIn -> {
              long seconds = gate.sessions().lasting().toSeconds();
              context
                  .response()
                  .addCookie(Brought.sessionCookie(context.request(), signedIn.cookie(), seconds));
              tell(context, signedIn.caller());
            },
            failure -> Refusals.answer(context, failure));
  }

  private record SignedIn(Caller caller, String cookie) {}

  private static String token(RoutingContext context) {
    try {
      JsonObject body = context.body().asJsonObject();
      return body != null && body.getValue("token") instanceof String token ? token : null;
    } catch (DecodeException | ClassCastException e) {
      return null;
    }
  }

  private void signOut(RoutingContext context) {
    String cookie = Brought.session(context.request());
    Future<Void> over =
        cookie == null
            ? Future.succeededFuture()
            : Future.fromCompletionStage(
                gate.sessions().signOut(cookie), context.vertx().getOrCreateContext());
    over.onComplete(
        done -> {
          context.response().addCookie(Brought.sessionCookie(context.request(), "", 0));
          context.response().setStatusCode(204).end();
        },
        failure -> Refusals.answer(context, failure));
  }

  private static void tell(RoutingContext context, Caller caller) {
    SessionJson session =
        new SessionJson(
            caller.role(),
            caller.isOpen(),
            caller.credential().map(CredentialRow::title).orElse(null),
            caller.channels().map(pattern -> List.of(pattern.toString())).orElse(List.of()),
            caller.mayOperate());
    context
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(Buffer.buffer(Json.bytes(session)));
  }
}
