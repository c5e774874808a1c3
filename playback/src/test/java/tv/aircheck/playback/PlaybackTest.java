package tv.aircheck.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.access.Caller;
import tv.aircheck.rtmp.PlayHandler;
import tv.aircheck.rtmp.PlayOffer;
import tv.aircheck.rtmp.PlayRequest;
import tv.aircheck.rtmp.StreamAddress;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;

/** Who is let in, to what, and what the others are told. */
@ExtendWith(LeakGuard.class)
class PlaybackTest {
  private static final GeneratedLog LOG = GeneratedLog.of(LogShape.plain(1, 12_000));

  @TempDir static Path folder;
  private static TestArchive archive;
  private static Playback playback;
  private static String first;
  private static String last;

  @BeforeAll
  static void open() throws Exception {
    archive = new TestArchive(folder);
    first = archive.show(LOG);
    last = archive.show(LOG, LOG);
    playback =
        new Playback(
            PlaybackSettings.DEFAULTS,
            archive.index,
            archive.spool,
            archive.store,
            InstantSource.system(),
            PlaybackListener.NONE);
  }

  @AfterAll
  static void close() {
    playback.close();
    archive.close();
  }

  private static StreamAddress address(String name, Map<String, String> query) {
    return new StreamAddress("archive", name, query);
  }

  private static PlayHandler play(String name, Map<String, String> query) throws Exception {
    CompletableFuture<PlayHandler> answer = new CompletableFuture<>();
    playback.play(
        new PlayRequest(address(name, query), -2000, -1, true, FakeStream.PEER),
        Caller.NOBODY,
        new PlayOffer() {
          @Override
          public void accept(PlayHandler handler) {
            answer.complete(handler);
          }

          @Override
          public void refuse(String code, String words) {
            answer.completeExceptionally(new IllegalStateException(code + ": " + words));
          }
        });
    return answer.get(10, TimeUnit.SECONDS);
  }

  private static double length(String name) throws Exception {
    CompletableFuture<Double> answer = new CompletableFuture<>();
    playback.streamLength(address(name, Map.of()), Caller.NOBODY, answer::complete);
    return answer.get(10, TimeUnit.SECONDS);
  }

  @Test
  void letsInToAShowAndToAChannelsLatest() throws Exception {
    play(first, Map.of()).closed();
    play("live/justin", Map.of()).closed();
    play(first, Map.of("start", "5")).closed();
  }

  @Test
  void findsWhatWasOnAirAtATimeOfDay() throws Exception {
    Instant at = Instant.ofEpochMilli(TestArchive.NOON + 5_000);
    play("live/justin", Map.of("at", at.toString())).closed();

    Shows shows = new Shows(archive.index, System::nanoTime);
    Show show = shows.find(ArchiveAddress.parse(address("live/justin", Map.of())), Caller.OPEN);
    assertThat(show.id()).isEqualTo(last);
    Instant second = Instant.ofEpochMilli(TestArchive.NOON + 2 * 60_000 + 5_000);
    assertThat(shows.offsetAt(show, second))
        .isBetween(12_000 + 5_000L, 12_000 + 5_000L + Timeline.JOINT_MS);
  }

  @Test
  void saysWhatCannotBeHad() {
    assertThatThrownBy(() -> play("NOSUCH", Map.of()))
        .hasMessageContaining("NetStream.Play.StreamNotFound: there is no broadcast NOSUCH");
    assertThatThrownBy(() -> play("live/nobody", Map.of()))
        .hasMessageContaining("StreamNotFound: nothing of live/nobody");
    assertThatThrownBy(() -> play("live/justin", Map.of("at", "2001-01-01T00:00:00Z")))
        .hasMessageContaining("StreamNotFound: live/justin was not on air at 2001-01-01");
    assertThatThrownBy(() -> play("live/justin", Map.of("at", "2099-01-01T00:00:00Z")))
        .hasMessageContaining("StreamNotFound")
        .hasMessageContaining("had ended at");
    assertThatThrownBy(() -> play("live/justin", Map.of("start", "x")))
        .hasMessageContaining("NetStream.Play.Failed: start=x");
  }

  @Test
  void tellsHowLongAShowIs() throws Exception {
    assertThat(length(first)).isBetween(11.9, 12.1);
    assertThat(length("live/justin")).isBetween(23.9, 24.2);
    assertThat(length("NOSUCH")).isZero();
  }

  @Test
  void whatHasNoRoomInMemoryIsAnswered() throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    playback.play(
        new PlayRequest(address(first, Map.of()), -2000, -1, true, FakeStream.PEER),
        Caller.NOBODY,
        new PlayOffer() {
          @Override
          public void accept(PlayHandler handler) {
            handler.closed();
            throw new OutOfMemoryError("of this test");
          }

          @Override
          public void refuse(String code, String words) {
            answer.complete(code);
          }
        });
    assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("NetStream.Play.Failed");
  }
}
