package tv.aircheck.web.access;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.access.AccessException;
import tv.aircheck.index.access.AccessException.Kind;
import tv.aircheck.index.access.Action;
import tv.aircheck.index.access.Caller;
import tv.aircheck.index.access.Gatekeeper;
import tv.aircheck.index.access.LinkWords;
import tv.aircheck.index.access.Subject;
import tv.aircheck.web.Problem;

/** Makes signed links: to a show, a clip, or a channel's live stream. */
public final class LinkRoutes {
  private static final int LONGEST_BODY = 4096;
  private static final long SHORTEST_S = 10;

  private final Gatekeeper gate;

  private LinkRoutes(Gatekeeper gate) {
    this.gate = gate;
  }

  /** Behind an {@link AccessHandler}. */
  public static void mount(Router router, Gatekeeper gate) {
    LinkRoutes routes = new LinkRoutes(gate);
    for (String shows : new String[] {"broadcasts", "clips"}) {
      router
          .post("/api/v1/" + shows + "/:id/links")
          .handler(BodyHandler.create(false).setBodyLimit(LONGEST_BODY))
          .handler(
              context -> {
                String id = context.pathParam("id");
                routes.make(context, id, gate.show(id), "/watch/" + id);
              });
    }
    router
        .post("/api/v1/channels/:app/:name/links")
        .handler(BodyHandler.create(false).setBodyLimit(LONGEST_BODY))
        .handler(
            context -> {
              ChannelName channel =
                  new ChannelName(context.pathParam("app"), context.pathParam("name"));
              routes.make(
                  context,
                  channel.toString(),
                  gate.channel(channel).thenApply(Optional::of),
                  "/live/" + channel + ".flv");
            });
  }

  private void make(
      RoutingContext context,
      String subject,
      CompletionStage<Optional<Subject>> found,
      String address) {
    long seconds = seconds(context);
    long most = gate.settings().longestLink().toSeconds();
    if (seconds < SHORTEST_S || seconds > most) {
      Problem.answer(
          context,
          400,
          "Bad request",
          "'seconds' is a whole number between " + SHORTEST_S + " and " + most);
      return;
    }
    Caller caller = Callers.of(context);
    Duration time = Duration.ofSeconds(seconds);
    Future.fromCompletionStage(
            found.thenCompose(
                known ->
                    gate.links().make(caller, subject, editable(caller, known).channel(), time)),
            context.vertx().getOrCreateContext())
        .onComplete(
            link -> tell(context, link, address), failure -> Refusals.answer(context, failure));
  }

  /** The handler in front has seen to it; a route that grants looks for itself. */
  private static Subject editable(Caller caller, Optional<Subject> known) {
    return known
        .filter(s -> caller.may(Action.EDIT, s.channel(), s.visibility()))
        .orElseThrow(() -> new AccessException(Kind.FORBIDDEN, "only its owner makes links to it"));
  }

  private static long seconds(RoutingContext context) {
    try {
      JsonObject body = context.body().asJsonObject();
      return body != null && body.getValue("seconds") instanceof Integer seconds ? seconds : -1;
    } catch (DecodeException | ClassCastException e) {
      return -1;
    }
  }

  private static void tell(RoutingContext context, LinkWords link, String address) {
    context
        .response()
        .setStatusCode(201)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(
            new JsonObject()
                .put("address", address + "?" + link.query())
                .put("query", link.query())
                .put("expiresAt", time(link))
                .toBuffer());
  }

  private static String time(LinkWords link) {
    return Instant.ofEpochSecond(Long.parseLong(link.expires())).toString().replace("Z", ".000Z");
  }
}
