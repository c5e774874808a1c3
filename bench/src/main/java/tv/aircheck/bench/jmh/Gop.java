package tv.aircheck.bench.jmh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import tv.aircheck.bench.load.Clip;
import tv.aircheck.flv.TagLayout;

/**
 * Two seconds of what the load generator's publishers send: a keyframe, the pictures up to the next
 * one and the sound beside them, as tags end to end. The benchmarks pass it through again and again
 * and let its time move on, so what is measured per tag is that of a real mix of tags.
 */
final class Gop {
  /** For {@code @OperationsPerInvocation}: 60 pictures and 94 frames of sound. */
  static final int TAGS = 154;

  /** Codec headers, as tags. */
  final ByteBuf headers = Unpooled.directBuffer();

  /** Of the pool, as a log's chunks are: views of it come from a pool too. */
  final ByteBuf tags = PooledByteBufAllocator.DEFAULT.directBuffer();

  private final int[] starts = new int[TAGS + 1];

  Gop() {
    Clip.writeHeaders(headers);
    Clip clip = new Clip();
    int count = 0;
    while (clip.nextMs() < Clip.GOP_MS) {
      starts[count++] = tags.writerIndex();
      clip.writeNext(tags);
    }
    if (count != TAGS) {
      throw new IllegalStateException(count + " tags in a GOP instead of " + TAGS);
    }
    starts[TAGS] = tags.writerIndex();
  }

  /** Index in {@link #tags} at which a tag begins; for {@link #TAGS}, where the last one ends. */
  int start(int tag) {
    return starts[tag];
  }

  /** Retained views of so many tags each, the last one of what is left. */
  List<ByteBuf> runs(int tagsEach) {
    List<ByteBuf> runs = new ArrayList<>();
    for (int from = 0; from < TAGS; from += tagsEach) {
      int to = Math.min(TAGS, from + tagsEach);
      runs.add(tags.retainedSlice(starts[from], starts[to] - starts[from]));
    }
    return runs;
  }

  /** Moves all tags in time. */
  void passTime(long ms) {
    for (int tag = 0; tag < TAGS; tag++) {
      int at = starts[tag];
      TagLayout.setTimestamp(tags, at, TagLayout.timestampMs(tags, at) + ms);
    }
  }

  void release() {
    headers.release();
    tags.release();
  }
}
