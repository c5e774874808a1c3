package tv.aircheck.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tv.aircheck.playback.FakeStream.Sent;
import tv.aircheck.rtmp.PlayRequest;
import tv.aircheck.rtmp.StreamAddress;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.GeneratedTag;

/** A player of the archive on a clock and a pool that move when told. */
final class TestViewer implements AutoCloseable {
  static final PlaybackSettings SETTINGS =
      new PlaybackSettings(1, 64 * 1024, 8, Duration.ofSeconds(3), 2, BringBackSettings.DEFAULT);
  private static final long UNPACED_MS = 36_000_000;

  final MockTicker ticker = Ticker.newMockTicker();
  final EmbeddedChannel channel = EmbeddedChannel.builder().ticker(ticker).build();
  final FakeStream stream = new FakeStream(channel.eventLoop());
  final Library library;
  final List<String> lost = new ArrayList<>();
  final Queue<Runnable> pool = new ArrayDeque<>();
  ArchivePlayer player;
  int reads;

  TestViewer(TestArchive archive) {
    this(archive, archive.store);
  }

  TestViewer(TestArchive archive, ObjectStore store) {
    PlaybackListener listener =
        new PlaybackListener() {
          @Override
          public void lost(String segmentKey) {
            lost.add(segmentKey);
          }
        };
    library = new Library(archive.source(store), 8, ticker::nanoTime, listener);
  }

  /** Plays at full speed from the start, as far as it goes. */
  TestViewer play(String broadcastId) {
    open(broadcastId, new PlayRange(0, PlayRange.TO_THE_END, false), UNPACED_MS);
    return run();
  }

  TestViewer open(String broadcastId, PlayRange range, long bufferMs) {
    Show show = library.shows().byId(broadcastId);
    PlayRequest request =
        new PlayRequest(
            new StreamAddress("archive", broadcastId, Map.of()), -2000, -1, true, FakeStream.PEER);
    BroadcastReader reader = new BroadcastReader(library, show, range.toMs());
    PlayContext context =
        new PlayContext(SETTINGS, pool::add, library.growing(), PlaybackListener.NONE);
    player = new ArchivePlayer(request, range, reader, context);
    player.opened(stream);
    player.bufferLength(bufferMs);
    return this;
  }

  /** Runs what is due, on the event loop and on the pool, until nothing is. */
  TestViewer run() {
    boolean ran = true;
    while (ran) {
      channel.runPendingTasks();
      channel.runScheduledPendingTasks();
      Runnable task = pool.poll();
      ran = task != null;
      if (ran) {
        reads++;
        task.run();
        channel.runPendingTasks();
      }
    }
    return this;
  }

  TestViewer advance(long ms) {
    long left = ms;
    while (left > 0) {
      long step = Math.min(left, 50);
      ticker.advance(step, TimeUnit.MILLISECONDS);
      left -= step;
      run();
    }
    return this;
  }

  /** Forgets what was sent so far. */
  TestViewer forget() {
    stream.sent.clear();
    return this;
  }

  List<Sent> frames() {
    return stream.sent.stream().filter(Sent::isCoded).toList();
  }

  List<String> events() {
    return stream.sent.stream().map(Sent::what).filter(what -> !what.equals("media")).toList();
  }

  long lastMs() {
    return frames().stream().mapToLong(Sent::ms).max().orElse(-1);
  }

  Sent first(String what) {
    return stream.sent.stream().filter(s -> s.what().equals(what)).findFirst().orElseThrow();
  }

  /** Coded tags of a log in a time range, with their timestamps moved, as they should be sent. */
  static Stream<String> expected(GeneratedLog log, long fromMs, long toMs, long shiftMs) {
    return log.tags().stream()
        .filter(tag -> !tag.kind().isHeader())
        .filter(tag -> tag.timestampMs() >= fromMs && tag.timestampMs() < toMs)
        .map(tag -> (tag.timestampMs() + shiftMs) + " " + hash(tag));
  }

  static Stream<String> expected(GeneratedLog log, long shiftMs) {
    return expected(log, 0, Long.MAX_VALUE, shiftMs);
  }

  private static int hash(GeneratedTag tag) {
    return java.util.Arrays.hashCode(io.netty.buffer.ByteBufUtil.getBytes(tag.body()));
  }

  List<String> sentFrames() {
    return frames().stream().map(s -> s.ms() + " " + s.hash()).toList();
  }

  void assertSent(Stream<String> expected) {
    assertThat(sentFrames()).containsExactlyElementsOf(expected.toList());
  }

  @Override
  public void close() {
    player.closed();
    run();
    channel.close().syncUninterruptibly();
    library.close();
  }
}
