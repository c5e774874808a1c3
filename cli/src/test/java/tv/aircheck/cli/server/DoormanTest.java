package tv.aircheck.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.ChannelPattern;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.access.AccessEdits;
import tv.aircheck.index.access.AccessEdits.Wish;
import tv.aircheck.index.access.AccessSettings;
import tv.aircheck.index.access.GateWorld;
import tv.aircheck.index.access.Gatekeeper;
import tv.aircheck.index.access.PublishRule;
import tv.aircheck.index.access.Role;
import tv.aircheck.rtmp.EnhancedCaps;
import tv.aircheck.rtmp.Peer;
import tv.aircheck.rtmp.StreamAddress;

/** Who guesses at tokens by asking for lengths is alone in not being listened to. */
class DoormanTest {
  private static final int WRONG_TOKENS = 3;
  private static final String GUESSER = "203.0.113.1";
  private static final String OTHER = "203.0.113.2";

  @TempDir private Path folder;
  private Index index;
  private Gatekeeper gate;
  private Doorman doorman;
  private String token;

  @BeforeEach
  void start() {
    index = Index.open(IndexSettings.at(folder.resolve("index.db")));
    SecureRandom random = new SecureRandom();
    gate =
        new Gatekeeper(
            index,
            new AccessSettings(Duration.ofHours(1), WRONG_TOKENS, Duration.ofDays(1), ""),
            PublishRule.of(false, Map.of()),
            new GateWorld(InstantSource.system(), System::nanoTime, random, () -> "a secret"));
    doorman = new Doorman(gate, new ArchiveAndLive(null, null), false);
    Wish wish = new Wish(Role.VIEWER, ChannelPattern.parse("live/*"), "", null);
    token = index.writeNow(tx -> new AccessEdits(tx, 1, "me@here", "").make(wish, random)).secret();
  }

  @AfterEach
  void stop() {
    gate.close();
    index.close();
  }

  private void askLength(String from, String secret) throws Exception {
    CompletableFuture<Double> answer = new CompletableFuture<>();
    Peer peer = new Peer(new InetSocketAddress(from, 50_000), "test", EnhancedCaps.NONE, "session");
    doorman.streamLength(
        new StreamAddress("archive", "SHOW", Map.of("token", secret)), peer, answer::complete);
    assertThat(answer.get(10, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void wrongTokensCountForTheAddressThatBringsThem() throws Exception {
    for (int guess = 0; guess < WRONG_TOKENS; guess++) {
      askLength(GUESSER, "act_guess" + guess);
    }
    assertThatThrownBy(() -> gate.byToken(token, GUESSER).get(10, TimeUnit.SECONDS))
        .hasMessageContaining("too many wrong tokens");
    assertThat(gate.byToken(token, OTHER).get(10, TimeUnit.SECONDS).role()).isEqualTo("viewer");
    assertThat(gate.byToken(token, "").get(10, TimeUnit.SECONDS).role()).isEqualTo("viewer");
  }
}
