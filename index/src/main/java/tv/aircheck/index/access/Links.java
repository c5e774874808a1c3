package tv.aircheck.index.access;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import tv.aircheck.index.ChannelName;

/** Signed links to what is private. Any thread; nothing blocks. */
public final class Links {
  private final Answers answers;
  private final GateWorld world;
  private volatile LinkSigner signer;

  Links(Answers answers, GateWorld world) {
    this.answers = answers;
    this.world = world;
  }

  /**
   * The caller, who may watch what the link is for; as they are, where the link is not good.
   *
   * @param subject what they ask for: an id, or {@code APP/NAME}
   * @param channel the subject's
   * @param link null: none
   */
  public CompletableFuture<Caller> invited(
      Caller caller, String subject, ChannelName channel, LinkWords link) {
    if (link == null) {
      return CompletableFuture.completedFuture(caller);
    }
    return signer()
        .thenApply(
            known ->
                known.isGood(subject, link, world.clock().millis())
                    ? caller.invitedTo(channel)
                    : caller);
  }

  /** Makes a link that lasts for a time, and notes in the audit who did. */
  public CompletableFuture<LinkWords> make(
      Caller by, String subject, ChannelName channel, Duration time) {
    long nowMs = world.clock().millis();
    Instant end = Instant.ofEpochMilli(nowMs).plus(time).truncatedTo(ChronoUnit.SECONDS);
    return signer()
        .thenCompose(
            known ->
                answers.later(
                    () -> {
                      answers
                          .index()
                          .writeNow(
                              tx -> {
                                new AccessEdits(tx, nowMs, by.name(), "")
                                    .link(subject, channel, "until " + end);
                                return null;
                              });
                      return known.sign(subject, end.getEpochSecond());
                    }));
  }

  private CompletableFuture<LinkSigner> signer() {
    LinkSigner known = signer;
    return known == null
        ? answers.later(this::madeSigner)
        : CompletableFuture.completedFuture(known);
  }

  private synchronized LinkSigner madeSigner() {
    if (signer == null) {
      signer = new LinkSigner(world.linkSecret().get());
    }
    return signer;
  }
}
