package tv.aircheck.web.access;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.access.AccessException;
import tv.aircheck.index.access.AccessException.Kind;
import tv.aircheck.index.access.Action;
import tv.aircheck.index.access.Caller;
import tv.aircheck.index.access.Gatekeeper;
import tv.aircheck.index.access.LinkWords;
import tv.aircheck.index.access.Subject;
import tv.aircheck.index.access.Visibility;

/**
 * Stands in front of every route: works out who asks, turns away who may not, and leaves the caller
 * in the context ({@link Callers}) for routes that list or change. Mount it before all others.
 */
public final class AccessHandler implements Handler<RoutingContext> {
  private static final long LONGEST_LINK_COOKIE_S = 86_400;

  private final Gatekeeper gate;
  private final boolean openWithoutTokens;

  /**
   * @param openWithoutTokens whether only this machine reaches the address that is served: it may
   *     do everything then, as long as there are no tokens
   */
  public AccessHandler(Gatekeeper gate, boolean openWithoutTokens) {
    this.gate = gate;
    this.openWithoutTokens = openWithoutTokens;
  }

  /** What was found out about a request. */
  private record Found(Caller caller, Subject subject, LinkWords link) {}

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!OwnPages.mayAsk(request)) {
      Refusals.answer(
          context,
          new AccessException(
              Kind.FORBIDDEN,
              "a page of another site may not ask for this; this server's own pages may"));
      return;
    }
    Asked asked = Asked.of(request.method(), context.normalizedPath());
    Context loop = context.vertx().getOrCreateContext();
    // Without this the body would pass by while the index is asked.
    request.pause();
    Future.fromCompletionStage(find(request, asked), loop)
        .onComplete(
            found -> {
              request.resume();
              decide(context, asked, found);
            },
            failure -> {
              request.resume();
              Refusals.answer(context, failure);
            });
  }

  private CompletionStage<Found> find(HttpServerRequest request, Asked asked) {
    return caller(request)
        .thenCompose(
            caller ->
                subject(asked)
                    .thenCompose(
                        subject ->
                            subject
                                .map(s -> found(request, asked, caller, s))
                                .orElseGet(() -> done(new Found(caller, null, null)))));
  }

  private CompletableFuture<Found> found(
      HttpServerRequest request, Asked asked, Caller caller, Subject subject) {
    LinkWords link = asked.takesLinks() ? Brought.link(request, asked.linkSubject()) : null;
    ChannelName channel = subject.channel();
    return gate.links()
        .invited(caller, asked.linkSubject(), channel, link)
        .thenApply(invited -> new Found(invited, subject, invited == caller ? null : link));
  }

  private CompletableFuture<Caller> caller(HttpServerRequest request) {
    String token = Brought.bearer(request);
    if (token != null) {
      return gate.byToken(token, Peers.address(request));
    }
    String cookie = Brought.session(request);
    return cookie == null
        ? nobody(request)
        : gate.sessions()
            .caller(cookie)
            .thenCompose(known -> known.map(AccessHandler::done).orElseGet(() -> nobody(request)));
  }

  private CompletableFuture<Caller> nobody(HttpServerRequest request) {
    // What is open is so to who sits here, not to the pages of others that they look at.
    return gate.nobody(openWithoutTokens && Peers.isOnThisMachine(request));
  }

  private CompletableFuture<Optional<Subject>> subject(Asked asked) {
    return switch (asked.kind()) {
      case SHOW, PAGE -> gate.show(asked.id());
      case CHANNEL -> gate.channel(asked.channel()).thenApply(Optional::of);
      case ON_AIR -> gate.onAir(asked.channel()).thenApply(Optional::of);
      case ANYTHING, SERVER, NOTHING -> done(Optional.empty());
    };
  }

  private static <T> CompletableFuture<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }

  private static void decide(RoutingContext context, Asked asked, Found found) {
    Caller caller = found.caller();
    Callers.put(context, caller);
    Optional<AccessException> refusal = refusal(asked, caller, found.subject());
    if (refusal.isPresent()) {
      Refusals.answer(context, refusal.get());
      return;
    }
    if (found.subject() != null && found.subject().visibility() == Visibility.PRIVATE) {
      Refusals.keepFromSharedCaches(context);
      keepLink(context, asked, found.link());
    }
    context.next();
  }

  private static Optional<AccessException> refusal(Asked asked, Caller caller, Subject subject) {
    return switch (asked.kind()) {
      case ANYTHING, PAGE -> Optional.empty();
      case SERVER ->
          caller.mayOperate()
              ? Optional.empty()
              : Optional.of(Refusals.notAllowed(caller, "changing this"));
      case SHOW, CHANNEL, ON_AIR, NOTHING ->
          subject == null
              ? Optional.of(Refusals.notThere())
              : refusal(asked.action(), caller, subject);
    };
  }

  /** What somebody who is known may not know of is not there. */
  private static Optional<AccessException> refusal(Action action, Caller caller, Subject subject) {
    if (caller.may(action, subject.channel(), subject.visibility())) {
      return Optional.empty();
    }
    if (caller.may(Action.WATCH, subject.channel(), subject.visibility())) {
      return Optional.of(Refusals.notAllowed(caller, "changing " + subject.channel()));
    }
    return Optional.of(
        caller.isNobody() ? Refusals.notAllowed(caller, "watching this") : Refusals.notThere());
  }

  /** The page was opened with a link: what it loads then need not have it in its address. */
  private static void keepLink(RoutingContext context, Asked asked, LinkWords link) {
    HttpServerRequest request = context.request();
    if (link != null && request.getParam(LinkWords.SIGNATURE) != null) {
      context
          .response()
          .addCookie(Brought.linkCookie(request, asked.linkSubject(), link, LONGEST_LINK_COOKIE_S));
    }
  }
}
