package tv.aircheck.index.access;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tv.aircheck.index.AuditAction;
import tv.aircheck.index.CredentialRow;
import tv.aircheck.index.Transaction;

/** Who has signed in. What a session's cookie holds is a secret of its own. Any thread. */
public final class Sessions {
  private final Answers answers;
  private final GateWorld world;
  private final Duration lasting;

  Sessions(Answers answers, GateWorld world, Duration lasting) {
    this.answers = answers;
    this.world = world;
    this.lasting = lasting;
  }

  /** How long one lasts. */
  public Duration lasting() {
    return lasting;
  }

  /** One who signed in; empty when that is over. */
  public CompletableFuture<Optional<Caller>> caller(String cookie) {
    return answers
        .to(new Question.SignedIn(Secrets.hash(cookie)))
        .thenApply(
            found -> found.filter(row -> row.isGoodAt(world.clock().millis())).map(Caller::of));
  }

  /**
   * Begins one, for a caller who showed a token.
   *
   * @return what its cookie holds, and nothing else ever tells
   */
  public CompletableFuture<String> signIn(Caller caller) {
    CredentialRow row = caller.credential().orElseThrow();
    String cookie = Secrets.make(Secrets.SESSION, world.random());
    long nowMs = world.clock().millis();
    return answers.later(
        () ->
            answers
                .index()
                .writeNow(
                    tx -> {
                      long untilMs = nowMs + lasting.toMillis();
                      tx.credentials().signIn(Secrets.hash(cookie), row.id(), nowMs, untilMs);
                      edits(tx, nowMs, row).session(AuditAction.SIGNED_IN, row);
                      return cookie;
                    }));
  }

  /** Ends one at once; one that is over already is no error. */
  public CompletableFuture<Void> signOut(String cookie) {
    Question.SignedIn question = new Question.SignedIn(Secrets.hash(cookie));
    long nowMs = world.clock().millis();
    return answers
        .later(
            () ->
                answers
                    .index()
                    .<Void>writeNow(
                        tx -> {
                          Optional<CredentialRow> row =
                              tx.credentials().bySession(question.hash(), nowMs);
                          row.ifPresent(
                              r -> edits(tx, nowMs, r).session(AuditAction.SIGNED_OUT, r));
                          tx.credentials().signOut(question.hash());
                          return null;
                        }))
        .whenComplete((done, failure) -> answers.forget(question));
  }

  private static AccessEdits edits(Transaction tx, long nowMs, CredentialRow row) {
    return new AccessEdits(tx, nowMs, row.title(), "");
  }
}
