package tv.aircheck.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.access.Caller;
import tv.aircheck.rtmp.PlayHandler;
import tv.aircheck.rtmp.PlayOffer;
import tv.aircheck.rtmp.PlayRequest;
import tv.aircheck.rtmp.StreamAddress;
import tv.aircheck.storage.Availability;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.Tier;
import tv.aircheck.storage.TieredStore;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;

/** A show that lies where it cannot be read is brought back, and whoever asks is told when. */
@ExtendWith(LeakGuard.class)
class ArchivedShowTest {
  private static final GeneratedLog LOG = GeneratedLog.of(LogShape.plain(1, 35_000));

  @TempDir Path folder;
  private TestArchive archive;
  private TieredStore store;
  private String show;
  private List<SegmentKey> segments;

  @BeforeEach
  void archive() throws IOException {
    archive = new TestArchive(folder);
    store = new TieredStore(archive.store);
    show = archive.show(LOG);
    segments = archive.segments(show);
    long take = archive.index.takes().find(show).orElseThrow().seq();
    for (SegmentKey key : segments) {
      int crc =
          archive.index.segments().atPosition(take, key.startPosition()).orElseThrow().crc32c();
      store.putIfAbsent(key.storeKey(), archive.spool.sealedPath(key), crc);
      archive.spool.delete(key);
      store.changeTier(key.storeKey(), Tier.ARCHIVE);
    }
    archive.index.writeNow(tx -> tx.broadcasts().tier(show, Tier.ARCHIVE.name()));
  }

  @AfterEach
  void close() {
    archive.close();
  }

  private List<String> keys() {
    return segments.stream().map(SegmentKey::storeKey).toList();
  }

  private PlayHandler play() throws Exception {
    InstantSource clock = () -> Instant.ofEpochMilli(archive.nowMs);
    CompletableFuture<PlayHandler> answer = new CompletableFuture<>();
    try (Playback playback =
        new Playback(
            PlaybackSettings.DEFAULTS,
            archive.index,
            archive.spool,
            store,
            clock,
            PlaybackListener.NONE)) {
      playback.play(
          new PlayRequest(
              new StreamAddress("archive", show, Map.of()), -2000, -1, true, FakeStream.PEER),
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
      try {
        return answer.get(10, TimeUnit.SECONDS);
      } finally {
        Await.until(
            "all of it is asked for",
            Duration.ofSeconds(10),
            () -> store.asked().containsAll(keys()));
      }
    }
  }

  @Test
  void aViewerIsToldWhenItWillBeThereAndThenItPlays() throws Exception {
    assertThatThrownBy(this::play)
        .hasMessageContaining("NetStream.Play.Failed: this show is in the archive")
        .hasMessageContaining("being brought back, ready at about 2026-11-22 19:00 UTC");
    assertThat(store.asked()).containsExactlyElementsOf(keys());
    archive.nowMs += 3_600_000;
    assertThatThrownBy(this::play).hasMessageContaining("ready at about 2026-11-22 19:00 UTC");
    Whereabouts waiting = archive.bringBack(store).of(show);
    assertThat(waiting.availability()).isEqualTo(Availability.RESTORING);
    assertThat(waiting.readyAt()).contains(Instant.parse("2026-11-22T19:00:00Z"));

    store.arrive();

    play().closed();
    try (TestViewer viewer = new TestViewer(archive, store).play(show)) {
      viewer.assertSent(TestViewer.expected(LOG, 0));
    }
    assertThat(archive.bringBack(store).of(show).availability()).isEqualTo(Availability.READY);
  }

  @Test
  void oneWhoIsWatchingIsToldWhenItComesToAPartThatIsArchived() throws IOException {
    archive.bringBack(store).ask(show);
    store.arrive();
    archive.index.writeNow(tx -> tx.broadcasts().tier(show, Tier.STANDARD.name()));
    TieredStore half = new TieredStore(archive.store);
    half.changeTier(segments.get(2).storeKey(), Tier.ARCHIVE);
    try (TestViewer viewer = new TestViewer(archive, half).play(show)) {
      assertThat(viewer.frames()).isNotEmpty();
      assertThat(viewer.events()).endsWith("error NetStream.Play.Failed");
      assertThat(viewer.lost).isEmpty();
      assertThat(half.asked()).containsExactly(segments.get(2).storeKey());
      half.arrive();
      viewer.player.seek(30_000);
      viewer.run();
      assertThat(viewer.events()).endsWith("complete");
    }
  }

  @Test
  void anExportSaysSoToo() throws Exception {
    Path file = folder.resolve("show.flv");
    ExportRequest request = ExportRequest.whole(show, file, ExportFormat.FLV);
    try (BroadcastExport export =
        new BroadcastExport(archive.index, archive.spool, store, archive.bringBack(store))) {
      assertThatThrownBy(() -> export.export(request, (done, total, bytes) -> true))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("being brought back, ready at about");
      assertThat(file).doesNotExist();
      store.arrive();
      assertThat(export.export(request, (done, total, bytes) -> true)).isTrue();
      assertThat(file).isNotEmptyFile();
    }
  }

  @Test
  void whatIsLateIsNotAskedForTwiceAndWhatWasThereIsAskedForAgain() throws IOException {
    BringBack bringBack = archive.bringBack(store);
    Instant first = bringBack.ask(show);
    assertThat(bringBack.ask(show)).isEqualTo(first);
    int once = store.asked().size();
    archive.nowMs = first.toEpochMilli();
    assertThat(bringBack.ask(show)).as("half an hour more").isEqualTo(first.plusSeconds(1_800));
    store.arrive();
    store.expire();
    archive.nowMs = first.toEpochMilli() + 7 * 86_400_000L;
    Instant again = Instant.ofEpochMilli(archive.nowMs).plus(BringBackSettings.DEFAULT.takes());
    assertThat(bringBack.ask(show)).isEqualTo(again);
    assertThat(store.asked()).hasSizeGreaterThanOrEqualTo(2 * once);
  }
}
