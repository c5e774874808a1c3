package tv.aircheck.web.api;

import java.util.List;
import java.util.Locale;
import tv.aircheck.flv.KeyframeTable;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ClipRange;
import tv.aircheck.index.Codecs;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.NewClip;
import tv.aircheck.index.NewTake;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.ShowEdits;
import tv.aircheck.index.access.Visibility;

/** Shows in an index. */
final class Given {
  static final ChannelName ME = new ChannelName("live", "me");
  static final long BEGAN = 1_795_000_000_000L;
  private static final Codecs AVC_AAC =
      new Codecs("avc1.64001f", "mp4a.40.2", 1280, 720, 48_000, 2);

  private final Index index;

  Given(Index index) {
    this.index = index;
  }

  /** An id, each number another; the greater the later. */
  static String id(int number) {
    return "01M8C%021d".formatted(number).toUpperCase(Locale.ROOT);
  }

  /** On air, with one take of the same id; gives the take's seq. */
  long live(ChannelName channel, String id, long startedAtMs) {
    return index.writeNow(
        tx -> {
          tx.broadcasts().open(id, tx.channels().ensure(channel, startedAtMs), startedAtMs);
          return tx.takes().open(take(id, id, startedAtMs));
        });
  }

  /** One more take of a show. */
  long take(String id, String broadcastId, int startedAfterMs) {
    return index.writeNow(tx -> tx.takes().open(take(id, broadcastId, BEGAN + startedAfterMs)));
  }

  private static NewTake take(String id, String broadcastId, long startedAtMs) {
    return new NewTake(id, broadcastId, "node-1", "PUBLISH", null, startedAtMs);
  }

  /** Ten seconds with a keyframe every two, and 100 bytes a second. */
  void segment(long take, int startSeconds) {
    KeyframeTable.Builder keyframes = new KeyframeTable.Builder();
    for (int second = startSeconds; second < startSeconds + 10; second += 2) {
      keyframes.add(second * 1000L, second * 100L);
    }
    long start = startSeconds * 100L;
    index.writeNow(
        tx ->
            tx.segments()
                    .add(
                        new SegmentRow(
                            take,
                            start,
                            start + 1000,
                            startSeconds * 1000L,
                            startSeconds * 1000L + 10_000,
                            BEGAN + startSeconds * 1000L,
                            300,
                            1300,
                            7,
                            false,
                            AVC_AAC,
                            keyframes.build().encode()))
                && tx.uploads().add(take, start, 0));
  }

  /** Nothing was recorded between two moments. */
  void gap(long take, int fromSeconds, int toSeconds) {
    index.writeNow(
        tx ->
            tx.gaps()
                .add(
                    new GapRow(
                        take,
                        fromSeconds * 100L,
                        toSeconds * 100L,
                        fromSeconds * 1000L,
                        toSeconds * 1000L,
                        "NOT_KEPT",
                        BEGAN)));
  }

  void ended(String id, long endedAtMs) {
    index.writeNow(
        tx -> {
          tx.takes()
              .ofBroadcast(id)
              .forEach(take -> tx.takes().end(take.seq(), endedAtMs, "UNPUBLISHED"));
          return tx.broadcasts().end(id, endedAtMs);
        });
  }

  /** A show of ten seconds, and it is over. */
  void show(ChannelName channel, String id, long startedAtMs) {
    segment(live(channel, id, startedAtMs), 0);
    ended(id, startedAtMs + 10_000);
  }

  /** The second half of a show of {@link #show}. */
  void clip(String id, String broadcastId) {
    index.writeNow(
        tx -> {
          long take = tx.takes().ofBroadcast(broadcastId).get(0).seq();
          List<ClipRange> ranges = List.of(new ClipRange(take, 400, 1000, 4_000, 10_000));
          return tx.clips().add(new NewClip(id, broadcastId, null, BEGAN, ranges));
        });
  }

  void titled(String id, String title) {
    index.writeNow(
        tx -> {
          new ShowEdits(tx, BEGAN, "me@host", "").title(id, title);
          return null;
        });
  }

  void visibility(ChannelName channel, Visibility visibility) {
    index.writeNow(tx -> tx.channels().visibility(channel, visibility));
  }

  void visibility(String id, Visibility visibility) {
    index.writeNow(tx -> tx.broadcasts().visibility(id, visibility));
  }
}
