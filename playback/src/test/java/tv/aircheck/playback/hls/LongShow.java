package tv.aircheck.playback.hls;

import java.io.IOException;
import tv.aircheck.flv.KeyframeTable;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.playback.TestArchive;
import tv.aircheck.playback.TestTake;

/** A show on air that only the index knows: segments of 10 s, a keyframe every 2 s. */
final class LongShow {
  static final int PICTURES_MS = 2_000;
  private static final int SEGMENT_MS = 10_000;
  private static final int GOP_BYTES = 1_234_567;

  private LongShow() {}

  static String begin(TestArchive archive, int segments) throws IOException {
    TestTake take = archive.begin(null, TestArchive.NOON);
    archive.index.writeNow(
        tx -> {
          for (int i = 0; i < segments; i++) {
            tx.segments().add(row(take.seq, i));
          }
          return null;
        });
    return take.id;
  }

  private static SegmentRow row(long take, int number) {
    long startMs = (long) SEGMENT_MS * number;
    int gops = SEGMENT_MS / PICTURES_MS;
    long start = (long) number * gops * GOP_BYTES;
    KeyframeTable.Builder keyframes = new KeyframeTable.Builder();
    for (int i = 0; i < gops; i++) {
      // No two are as large.
      keyframes.add(startMs + (long) PICTURES_MS * i, start + (long) i * (GOP_BYTES - number % 97));
    }
    long end = start + (long) gops * GOP_BYTES;
    return new SegmentRow(
        take,
        start,
        end,
        startMs,
        startMs + SEGMENT_MS - 40,
        TestArchive.NOON + startMs,
        700,
        end - start + 700,
        0,
        false,
        Take.CODECS,
        keyframes.build().encode());
  }
}
