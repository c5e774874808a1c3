package tv.aircheck.bench.archive;

import java.util.ArrayList;
import java.util.List;
import tv.aircheck.bench.load.Clip;
import tv.aircheck.flv.KeyframeTable;
import tv.aircheck.index.Codecs;
import tv.aircheck.index.Index;
import tv.aircheck.index.NewTake;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.Transaction;

/**
 * A show on each of {@value #CHANNELS} channels at the same time, as rows without files: entered as
 * recorders would, a segment of each show in turn.
 *
 * @param takes the seqs of the shows' only takes, by channel
 */
public record Season(long startedAtMs, List<Long> takes) {
  /** On air at once. */
  public static final int CHANNELS = 500;

  public static final int SEGMENT_MS = 10_000;

  /** Between the starts of two seasons: four hours. */
  static final long APART_MS = 14_400_000;

  private static final Codecs CODECS = new Codecs("avc1.64001f", "mp4a.40.2", 1280, 720, 48_000, 2);

  private static final int KEYFRAMES = SEGMENT_MS / Clip.GOP_MS;
  private static final int GOP_BYTES = 287_500;
  private static final int HEAD_BYTES = 700;

  public Season {
    takes = List.copyOf(takes);
  }

  /**
   * Opens its shows.
   *
   * @param number from 0
   */
  public static Season open(Index index, int number) {
    long startedAtMs = Names.EPOCH_MS + number * APART_MS;
    return new Season(startedAtMs, index.writeNow(tx -> open(tx, startedAtMs)));
  }

  private static List<Long> open(Transaction tx, long startedAtMs) {
    List<Long> takes = new ArrayList<>();
    for (int channel = 0; channel < CHANNELS; channel++) {
      String id = Names.take(startedAtMs, channel);
      long channelId = tx.channels().ensure(Names.channel(channel), startedAtMs);
      tx.broadcasts().open(id, channelId, startedAtMs);
      takes.add(tx.takes().open(new NewTake(id, id, Names.NODE, "PUBLISH", null, startedAtMs)));
    }
    return takes;
  }

  /** The next segment of the next show, and that it is to be uploaded. */
  public SegmentRow seal(Transaction tx, int segment) {
    SegmentRow row = row(takes.get(segment % CHANNELS), segment / CHANNELS);
    tx.segments().add(row);
    tx.uploads().add(row.takeSeq(), row.startPosition(), row.wallClockMs());
    return row;
  }

  private SegmentRow row(long take, int number) {
    long from = position(take, number);
    long to = position(take, number + 1);
    long startMs = (long) number * SEGMENT_MS;
    KeyframeTable.Builder keyframes = new KeyframeTable.Builder();
    for (int i = 0; i < KEYFRAMES; i++) {
      keyframes.add(startMs + (long) i * Clip.GOP_MS, from + (long) i * GOP_BYTES);
    }
    return new SegmentRow(
        take,
        from,
        to,
        startMs,
        startMs + SEGMENT_MS - 21,
        startedAtMs + startMs,
        HEAD_BYTES,
        to - from + HEAD_BYTES,
        (int) (to * 0x9E3779B9),
        false,
        CODECS,
        keyframes.build().encode());
  }

  /** No two shows have segments of one size. */
  private static long position(long take, int segment) {
    long even = (long) segment * (KEYFRAMES * GOP_BYTES + 1000);
    return segment == 0 ? 0 : even + (take * 7919 + segment * 104_729L) % 1000;
  }

  /** Ends its shows. */
  void end(Index index, int segments) {
    long endedAtMs = startedAtMs + (long) segments * SEGMENT_MS;
    index.writeNow(
        tx -> {
          for (int channel = 0; channel < CHANNELS; channel++) {
            tx.takes().end(takes.get(channel), endedAtMs, "UNPUBLISH");
            tx.broadcasts().end(Names.take(startedAtMs, channel), endedAtMs);
          }
          return takes;
        });
  }

  /** Leaves the index as it was before {@link #open}, but for its channels. */
  public void remove(Index index) {
    end(index, 0);
    index.writeNow(
        tx -> {
          for (int channel = 0; channel < CHANNELS; channel++) {
            String id = Names.take(startedAtMs, channel);
            tx.broadcasts().markRemoving(id);
            tx.takes().remove(takes.get(channel));
            tx.broadcasts().remove(id);
          }
          return takes;
        });
  }
}
