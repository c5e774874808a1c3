package tv.aircheck.playback.hls;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.KeyframeTable;
import tv.aircheck.index.Codecs;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.playback.Span;

/** A take made up at random: its segments, and each as it looked while it grew. */
final class Take {
  static final Codecs CODECS = new Codecs("avc1.64001f", "mp4a.40.2", 1280, 720, 44_100, 2);
  private static final long SEGMENT_MS = 10_000;

  final List<SegmentRow> rows = new ArrayList<>();

  /** In the order in which they could be seen: each row as it grows, before it is sealed. */
  final List<List<SegmentRow>> views = new ArrayList<>();

  long endMs;
  long endPosition;

  private final Random random;

  Take(long seed) {
    random = new Random(seed);
    long gopMs = 500L + random.nextInt(6_000);
    boolean even = random.nextBoolean();
    boolean headers = random.nextInt(4) == 0;
    List<long[]> keys = new ArrayList<>();
    long ms = 0;
    long position = 700;
    for (int i = 0; i < 10 + random.nextInt(40); i++) {
      keys.add(new long[] {ms, position});
      ms += even ? gopMs : 200 + random.nextInt((int) gopMs);
      position += 10_000 + random.nextInt(1_000_000);
    }
    endMs = ms - 40;
    endPosition = position;
    seal(keys, headers);
  }

  private void seal(List<long[]> keys, boolean headers) {
    int from = 0;
    while (from < keys.size()) {
      int to = from + 1;
      while (to < keys.size() && keys.get(to)[0] / SEGMENT_MS == keys.get(from)[0] / SEGMENT_MS) {
        to++;
      }
      long end = to < keys.size() ? keys.get(to)[1] : endPosition;
      long segmentEndMs = to < keys.size() ? keys.get(to)[0] - 40 : endMs;
      boolean late = headers && random.nextInt(3) == 0 && to - from > 2;
      for (int seen = from + 1; seen <= (late ? from + 2 : to); seen++) {
        List<SegmentRow> view = new ArrayList<>(rows);
        view.add(row(keys.subList(from, seen), from, -1, keys.get(seen - 1)[1] + 10, 0, null));
        views.add(view);
      }
      long header = late ? keys.get(from + 2)[1] - 30 : from == 0 ? 50 : -1;
      rows.add(row(keys.subList(from, to), from, header, end, segmentEndMs, CODECS));
      views.add(List.copyOf(rows));
      from = to;
    }
  }

  private static SegmentRow row(
      List<long[]> keys, int from, long header, long end, long endMs, Codecs codecs) {
    KeyframeTable.Builder table = new KeyframeTable.Builder();
    keys.forEach(key -> table.add(key[0], key[1]));
    if (header >= 0) {
      table.header(header);
    }
    long start = from == 0 ? 0 : keys.get(0)[1];
    long startMs = keys.get(0)[0];
    return new SegmentRow(
        1,
        start,
        end,
        startMs,
        endMs,
        1_000_000 + startMs,
        500,
        end - start,
        0,
        false,
        codecs,
        table.build().encode());
  }

  Span span(boolean onAir) {
    long to = onAir ? Long.MAX_VALUE : endPosition;
    return new Span(0, 1, 0, to, 0, endMs, 1_000_000);
  }

  static Stretch stretch(SegmentRow row) {
    try {
      return new Stretch(row, KeyframeTable.decode(row.keyframes()), false);
    } catch (CorruptFlvException e) {
      throw new AssertionError(e);
    }
  }
}
