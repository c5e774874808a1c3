package tv.aircheck.index.access;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.CredentialRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.access.AccessException.Kind;

/**
 * Finds out who asks and what about: the front door of access for every protocol. What is allowed
 * is {@link Caller}'s to say. Nothing blocks; what the index says may be a second old. Futures fail
 * with an {@link AccessException}, and complete on any thread. Any thread.
 */
public final class Gatekeeper implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Gatekeeper.class);

  private final AccessSettings settings;
  private final PublishRule publishing;
  private final GateWorld world;
  private final Answers answers;
  private final WrongTries wrong;
  private final Links links;
  private final Sessions sessions;

  /** The index is not closed by this. */
  public Gatekeeper(Index index, AccessSettings settings, PublishRule publishing, GateWorld world) {
    this.settings = settings;
    this.publishing = publishing;
    this.world = world;
    answers = new Answers(index, world);
    wrong = new WrongTries(settings.wrongTokens(), world.nanoTicker());
    links = new Links(answers, world);
    sessions = new Sessions(answers, world, settings.session());
  }

  public AccessSettings settings() {
    return settings;
  }

  public Links links() {
    return links;
  }

  public Sessions sessions() {
    return sessions;
  }

  /**
   * One who brings nothing.
   *
   * @param openWithoutTokens as long as there are no tokens, they may do everything
   */
  public CompletableFuture<Caller> nobody(boolean openWithoutTokens) {
    return openWithoutTokens
        ? answers.to(new Question.Any(false)).thenApply(any -> any ? Caller.NOBODY : Caller.OPEN)
        : CompletableFuture.completedFuture(Caller.NOBODY);
  }

  /**
   * One who brings a token.
   *
   * @param from their address, in figures
   */
  public CompletableFuture<Caller> byToken(String token, String from) {
    return wrong.isBlocked(from)
        ? tooMany()
        : held(token)
            .thenApply(
                found ->
                    found
                        .filter(row -> row.role() != Role.PUBLISHER)
                        .map(Caller::of)
                        .orElseThrow(
                            () -> wrong(from, "this token is not known here, or has expired")));
  }

  /**
   * Lets one publish, or fails with the reason.
   *
   * @param key null: none
   * @param from their address, in figures
   */
  public CompletableFuture<Void> publisher(ChannelName channel, String key, String from) {
    if (key == null) {
      return publisher(
          () -> new AccessException(Kind.NOT_SIGNED_IN, "a publish key is needed: add ?key=…"));
    }
    if (wrong.isBlocked(from)) {
      return tooMany();
    }
    if (publishing.has(Secrets.hash(key), channel)) {
      return CompletableFuture.completedFuture(null);
    }
    return held(key)
        .thenCompose(
            found ->
                found.filter(row -> opens(row, channel)).isPresent()
                    ? CompletableFuture.completedFuture(null)
                    : publisher(() -> wrong(from, "wrong publish key")));
  }

  private static boolean opens(CredentialRow row, ChannelName channel) {
    return Caller.of(row).may(Action.PUBLISH, channel, Visibility.PRIVATE);
  }

  /** One who brings no key that is good: it is enough where no key is needed. */
  private CompletableFuture<Void> publisher(Supplier<AccessException> refusal) {
    boolean mayBeOpen = publishing.openWithoutKeys() && publishing.fixed().isEmpty();
    CompletableFuture<Boolean> needed =
        mayBeOpen ? answers.to(new Question.Any(true)) : CompletableFuture.completedFuture(true);
    return needed.thenAccept(
        any -> {
          if (any) {
            throw refusal.get();
          }
        });
  }

  private CompletableFuture<Optional<CredentialRow>> held(String secret) {
    return answers
        .to(new Question.Holder(Secrets.hash(secret)))
        .thenApply(found -> found.filter(row -> row.isGoodAt(world.clock().millis())));
  }

  /** A broadcast, or clip, in any state. */
  public CompletableFuture<Optional<Subject>> show(String id) {
    return answers.to(new Question.Show(id));
  }

  public CompletableFuture<Subject> channel(ChannelName channel) {
    return answers.to(new Question.Channel(channel));
  }

  /** What is on air on a channel; the channel, while nothing is. */
  public CompletableFuture<Subject> onAir(ChannelName channel) {
    return answers.to(new Question.OnAir(channel));
  }

  private AccessException wrong(String from, String words) {
    if (wrong.wrong(from)) {
      log.warn(
          "{} wrong tokens or publish keys from {}: not listened to for up to a minute",
          settings.wrongTokens(),
          from);
    }
    return new AccessException(Kind.WRONG, words);
  }

  private static <T> CompletableFuture<T> tooMany() {
    return CompletableFuture.failedFuture(
        new AccessException(
            Kind.TOO_MANY,
            "too many wrong tokens or keys from your address: try again in a minute"));
  }

  /** Who asks from here on is told that the server is busy. */
  @Override
  public void close() {
    answers.close();
  }
}
