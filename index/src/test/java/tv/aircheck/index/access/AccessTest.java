package tv.aircheck.index.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.AuditAction;
import tv.aircheck.index.AuditFilter;
import tv.aircheck.index.AuditRow;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ChannelPattern;
import tv.aircheck.index.ClipRange;
import tv.aircheck.index.CredentialRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.NewClip;
import tv.aircheck.index.NewTake;
import tv.aircheck.index.Transaction;
import tv.aircheck.index.access.AccessEdits.Made;
import tv.aircheck.index.access.AccessEdits.Wish;
import tv.aircheck.index.access.AccessException.Kind;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.ManualClock;

/** Tokens, keys, sessions and links, from being made to being refused. */
class AccessTest {
  private static final ChannelName MINE = new ChannelName("live", "me");
  private static final String HOME = "10.0.0.1";

  @TempDir private Path folder;
  private final ManualClock clock = ManualClock.atSomeTime();
  private final SecureRandom random = new SecureRandom();
  private final AtomicInteger secretsAsked = new AtomicInteger();
  private Index index;
  private Gatekeeper gate;

  @BeforeEach
  void open() {
    index = Index.open(IndexSettings.at(folder.resolve("index.db")));
    gate = gate(PublishRule.of(true, Map.of()));
  }

  private Gatekeeper gate(PublishRule publishing) {
    AccessSettings settings = new AccessSettings(Duration.ofHours(1), 3, Duration.ofDays(1), "");
    GateWorld world =
        new GateWorld(
            clock,
            clock.ticker(),
            random,
            () -> {
              secretsAsked.incrementAndGet();
              return "what links are signed with";
            });
    return new Gatekeeper(index, settings, publishing, world);
  }

  @AfterEach
  void close() {
    gate.close();
    index.close();
  }

  private Made make(Role role, String channels, Long expiresAtMs) {
    return index.writeNow(
        tx ->
            edits(tx)
                .make(new Wish(role, ChannelPattern.parse(channels), "mine", expiresAtMs), random));
  }

  private AccessEdits edits(Transaction tx) {
    return new AccessEdits(tx, clock.millis(), "me@here", "");
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(10, TimeUnit.SECONDS);
  }

  private static void assertRefused(Kind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .cause()
        .isInstanceOfSatisfying(AccessException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  /** What is cached is asked for anew. */
  private void aMomentLater() {
    clock.advance(Duration.ofMillis(1_001));
  }

  @Test
  void aTokenIsGoodUntilItExpiresOrIsTakenBack() throws Exception {
    Made made = make(Role.OWNER, "live/*", clock.millis() + 60_000);
    assertThat(made.secret()).startsWith("act_").hasSize(47);
    assertThat(made.toString()).doesNotContain(made.secret());

    Caller caller = get(gate.byToken(made.secret(), HOME));
    assertThat(caller.may(Action.EDIT, MINE, Visibility.PRIVATE)).isTrue();
    assertThat(caller.name()).isEqualTo(made.row().id() + " (mine)");
    Await.until(
        "its use is noted",
        () ->
            index.credentials().find(made.row().id()).orElseThrow().times().lastUsedAtMs() != null);

    clock.advance(Duration.ofMinutes(1));
    assertRefused(Kind.WRONG, () -> get(gate.byToken(made.secret(), HOME)));

    Made other = make(Role.VIEWER, "*/*", null);
    assertThat(get(gate.byToken(other.secret(), HOME)).role()).isEqualTo("viewer");
    index.writeNow(tx -> edits(tx).remove(other.row().id()));
    aMomentLater();
    assertRefused(Kind.WRONG, () -> get(gate.byToken(other.secret(), HOME)));
  }

  @Test
  void noSecretIsInTheIndex() {
    Made token = make(Role.VIEWER, "*/*", null);
    assertThat(index.credentials().byHash(token.secret())).isEmpty();
    assertThat(index.credentials().byHash(Secrets.hash(token.secret()))).isPresent();
  }

  @Test
  void everythingIsOpenUntilThereIsAToken() throws Exception {
    assertThat(get(gate.nobody(true))).isSameAs(Caller.OPEN);
    assertThat(get(gate.nobody(false))).isSameAs(Caller.NOBODY);
    make(Role.PUBLISHER, "*/*", null);
    aMomentLater();
    assertThat(get(gate.nobody(true))).as("publish keys do not count").isSameAs(Caller.OPEN);
    make(Role.VIEWER, "live/me", clock.millis() + 1);
    aMomentLater();
    assertThat(get(gate.nobody(true))).as("even once it expired").isSameAs(Caller.NOBODY);
  }

  @Test
  void whoSendsWrongTokensIsNotListenedToForAWhile() throws Exception {
    Made made = make(Role.VIEWER, "*/*", null);
    for (String wrong : List.of("act_1", "act_2", "act_3")) {
      assertRefused(Kind.WRONG, () -> get(gate.byToken(wrong, "2001:db8:1:2:0:0:0:" + wrong)));
    }
    String neighbour = "2001:db8:1:2:9:9:9:9";
    assertRefused(Kind.TOO_MANY, () -> get(gate.byToken(made.secret(), neighbour)));
    assertRefused(Kind.TOO_MANY, () -> get(gate.publisher(MINE, "any", neighbour)));
    assertThat(get(gate.byToken(made.secret(), HOME))).isNotNull();
    clock.advance(WrongTries.WINDOW);
    assertThat(get(gate.byToken(made.secret(), neighbour))).isNotNull();
  }

  @Test
  void publishingIsOpenUntilThereIsAKey() throws Exception {
    get(gate.publisher(MINE, null, HOME));
    get(gate.publisher(MINE, "whatever", HOME));
    Made key = make(Role.PUBLISHER, "live/me", null);
    assertThat(key.secret()).startsWith("ack_");
    aMomentLater();
    assertRefused(Kind.NOT_SIGNED_IN, () -> get(gate.publisher(MINE, null, HOME)));
    assertRefused(Kind.WRONG, () -> get(gate.publisher(MINE, "whatever", HOME)));
    get(gate.publisher(MINE, key.secret(), HOME));
    ChannelName other = new ChannelName("live", "emma");
    assertRefused(Kind.WRONG, () -> get(gate.publisher(other, key.secret(), HOME)));
    assertRefused(Kind.WRONG, () -> get(gate.byToken(key.secret(), HOME)));
  }

  @Test
  void keysOfTheSettingsGoOnWorkingBesideOthers() throws Exception {
    gate.close();
    gate =
        gate(
            PublishRule.of(
                true, Map.of("live/one", List.of("k1", "k2"), "live/*", List.of("any", "k1"))));
    ChannelName one = new ChannelName("live", "one");
    assertRefused(Kind.NOT_SIGNED_IN, () -> get(gate.publisher(one, null, HOME)));
    get(gate.publisher(one, "k2", HOME));
    get(gate.publisher(MINE, "k1", HOME));
    get(gate.publisher(MINE, "any", HOME));
    assertRefused(Kind.WRONG, () -> get(gate.publisher(MINE, "k2", HOME)));
    Made key = make(Role.PUBLISHER, "live/me", null);
    get(gate.publisher(MINE, key.secret(), HOME));
  }

  @Test
  void aRotatedKeyGoesOnForItsGraceAndItsSuccessorFromThenOn() throws Exception {
    Made old = make(Role.PUBLISHER, "live/me", null);
    Made made =
        index.writeNow(tx -> edits(tx).rotate(old.row().id(), Duration.ofMinutes(5), random));
    get(gate.publisher(MINE, old.secret(), HOME));
    get(gate.publisher(MINE, made.secret(), HOME));
    clock.advance(Duration.ofMinutes(5));
    assertRefused(Kind.WRONG, () -> get(gate.publisher(MINE, old.secret(), HOME)));
    get(gate.publisher(MINE, made.secret(), HOME));

    Made third = index.writeNow(tx -> edits(tx).rotate(made.row().id(), Duration.ZERO, random));
    aMomentLater();
    assertRefused(Kind.WRONG, () -> get(gate.publisher(MINE, made.secret(), HOME)));
    get(gate.publisher(MINE, third.secret(), HOME));
    assertThat(index.credentials().list(true))
        .extracting(CredentialRow::id)
        .containsExactlyInAnyOrder(old.row().id(), third.row().id());
  }

  @Test
  void aSessionEndsWithItsTimeItsTokenOrBySigningOut() throws Exception {
    Made made = make(Role.OWNER, "live/*", null);
    Caller caller = get(gate.byToken(made.secret(), HOME));
    String first = get(gate.sessions().signIn(caller));
    assertThat(get(gate.sessions().caller(first)).orElseThrow().role()).isEqualTo("owner");
    get(gate.sessions().signOut(first));
    assertThat(get(gate.sessions().caller(first))).isEmpty();

    String second = get(gate.sessions().signIn(caller));
    clock.advance(Duration.ofHours(1));
    assertThat(get(gate.sessions().caller(second))).isEmpty();

    String third = get(gate.sessions().signIn(caller));
    assertThat(get(gate.sessions().caller(third))).isPresent();
    index.writeNow(tx -> edits(tx).remove(made.row().id()));
    aMomentLater();
    assertThat(get(gate.sessions().caller(third))).isEmpty();
  }

  @Test
  void aLinkIsForOneThingUntilItExpires() throws Exception {
    LinkWords link = get(gate.links().make(Caller.OPEN, "01ID", MINE, Duration.ofMinutes(1)));
    assertThat(mayWatch("01ID", link)).isTrue();
    assertThat(mayWatch("01OTHER", link)).isFalse();
    assertThat(mayWatch("01ID", null)).isFalse();
    String later = Long.toString(Long.parseLong(link.expires()) + 60);
    assertThat(mayWatch("01ID", new LinkWords(later, link.signature()))).as("forged").isFalse();
    assertThat(mayWatch("01ID", new LinkWords(link.expires(), link.signature() + "A"))).isFalse();
    assertThat(mayWatch("01ID", new LinkWords("x", ""))).isFalse();
    clock.advance(Duration.ofMinutes(1));
    assertThat(mayWatch("01ID", link)).as("expired").isFalse();
    assertThat(secretsAsked).as("the secret is read once").hasValue(1);
  }

  private boolean mayWatch(String subject, LinkWords link) throws Exception {
    return get(gate.links().invited(Caller.NOBODY, subject, MINE, link))
        .may(Action.WATCH, MINE, Visibility.PRIVATE);
  }

  @Test
  void aShowIsAsItsChannelUnlessSomethingIsSaidOfIt() throws Exception {
    index.writeNow(
        tx -> {
          tx.broadcasts().open("01A", tx.channels().ensure(MINE, 1), 1);
          return null;
        });
    assertThat(get(gate.show("01A"))).hasValue(new Subject(MINE, Visibility.PUBLIC));
    index.writeNow(
        tx -> {
          edits(tx).visibility(MINE, Visibility.UNLISTED);
          edits(tx).visibility("01A", Visibility.PRIVATE);
          return null;
        });
    aMomentLater();
    assertThat(get(gate.show("01A"))).hasValue(new Subject(MINE, Visibility.PRIVATE));
    assertThat(get(gate.channel(MINE)).visibility()).isEqualTo(Visibility.UNLISTED);
    assertThat(get(gate.onAir(MINE)).visibility()).isEqualTo(Visibility.PRIVATE);
    assertThat(index.broadcasts().find("01A").orElseThrow().visibility().effective())
        .isEqualTo(Visibility.PRIVATE);
    index.writeNow(
        tx -> {
          edits(tx).visibility("01A", null);
          return null;
        });
    aMomentLater();
    assertThat(get(gate.onAir(MINE)).visibility()).isEqualTo(Visibility.UNLISTED);
    assertThat(get(gate.show("01NONE"))).isEmpty();
  }

  @Test
  void aClipIsAsItsShow() throws Exception {
    index.writeNow(
        tx -> {
          tx.broadcasts().open("01A", tx.channels().ensure(MINE, 1), 1);
          edits(tx).visibility("01A", Visibility.PRIVATE);
          long seq = tx.takes().open(new NewTake("01A", "01A", "o", "PUBLISH", null, 1));
          ClipRange range = new ClipRange(seq, 0, 10, 0, 1);
          return tx.clips().add(new NewClip("01CLIP", "01A", null, 2, List.of(range)));
        });
    assertThat(get(gate.show("01CLIP"))).hasValue(new Subject(MINE, Visibility.PRIVATE));
  }

  @Test
  void allThatGrantsOrTakesBackIsInTheAudit() throws Exception {
    Made made = make(Role.OWNER, "live/*", null);
    Made key = make(Role.PUBLISHER, "live/me", null);
    Caller caller = get(gate.byToken(made.secret(), HOME));
    get(gate.sessions().signOut(get(gate.sessions().signIn(caller))));
    get(gate.links().make(caller, "01ID", MINE, Duration.ofMinutes(1)));
    index.writeNow(
        tx -> {
          edits(tx).rotate(key.row().id(), Duration.ZERO, random);
          edits(tx).visibility(MINE, Visibility.PRIVATE);
          return edits(tx).remove(made.row().id());
        });
    List<AuditRow> rows = index.audit().list(AuditFilter.all(), Long.MAX_VALUE, 100);
    assertThat(rows)
        .extracting(AuditRow::action)
        .containsExactly(
            AuditAction.TOKEN_REMOVED,
            AuditAction.VISIBILITY_SET,
            AuditAction.KEY_ROTATED,
            AuditAction.LINK_MADE,
            AuditAction.SIGNED_OUT,
            AuditAction.SIGNED_IN,
            AuditAction.TOKEN_MADE,
            AuditAction.TOKEN_MADE);
    assertThat(rows.toString()).doesNotContain(made.secret(), key.secret());
  }
}
