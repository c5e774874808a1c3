package tv.aircheck.web.access;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.access.AccessException;
import tv.aircheck.index.access.Action;
import tv.aircheck.index.access.Caller;
import tv.aircheck.index.access.Gatekeeper;
import tv.aircheck.index.access.LinkWords;
import tv.aircheck.index.access.Subject;
import tv.aircheck.web.Problem;
import tv.aircheck.web.api.route.Kind;
import tv.aircheck.web.api.route.Parameter;
import tv.aircheck.web.api.route.Route;
import tv.aircheck.web.json.About;
import tv.aircheck.web.json.Json;
import tv.aircheck.web.json.LinkJson;

/** Makes signed links: to a show, a clip, or a channel's live stream. */
public final class LinkRoutes {
  private static final int LONGEST_BODY = 4096;
  private static final long SHORTEST_S = 10;
  private static final long MS_PER_SECOND = 1_000;

  /** What is sent to make one. */
  record LinkWish(@About("For how long it opens what it is of.") int seconds) {}

  /** As the API's description has them. */
  public static final List<Route> DESCRIBED =
      List.of(
          described("/broadcasts/{id}", "linkToBroadcast", "Makes a signed link to a show.")
              .takes(Parameter.path("id", "A show.", Kind.ulid())),
          described("/clips/{clip}", "linkToClip", "Makes a signed link to a clip.")
              .takes(Parameter.path("clip", "A clip.", Kind.ulid())),
          described("/channels/{app}/{name}", "linkToChannel", "Makes one to what is live.")
              .takes(
                  Parameter.path("app", "The first part of its name.", Kind.channelPart("live")),
                  Parameter.path("name", "The second part.", Kind.channelPart("me"))));

  private final Gatekeeper gate;

  private LinkRoutes(Gatekeeper gate) {
    this.gate = gate;
  }

  private static Route described(String of, String name, String about) {
    return Route.of(HttpMethod.POST, of + "/links", name, about)
        .reads(LinkWish.class)
        .answers(201, LinkJson.class);
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
        .orElseThrow(
            () ->
                new AccessException(
                    AccessException.Kind.FORBIDDEN, "only its owner makes links to it"));
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
    LinkJson made =
        new LinkJson(
            address + "?" + link.query(),
            link.query(),
            Json.time(Long.parseLong(link.expires()) * MS_PER_SECOND));
    context
        .response()
        .setStatusCode(201)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(Buffer.buffer(Json.bytes(made)));
  }
}
