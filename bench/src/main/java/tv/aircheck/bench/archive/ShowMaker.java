package tv.aircheck.bench.archive;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import tv.aircheck.bench.load.Clip;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Index;
import tv.aircheck.index.NewTake;
import tv.aircheck.segmenter.JoinPoint;
import tv.aircheck.segmenter.Segmenter;
import tv.aircheck.segmenter.SegmenterSettings;
import tv.aircheck.segmenter.TakeIdentity;
import tv.aircheck.storage.Spool;

/** Records shows of the load generator's clip, files and rows, as fast as the disk takes them. */
final class ShowMaker {
  /** The origin rolls a take after so long. */
  private static final Duration LONGEST_TAKE = Duration.ofHours(12);

  private static final int RUN_BYTES = 1 << 20;

  /** No season has such numbers. */
  private static final int FIRST_NUMBER = Season.CHANNELS;

  private final Index index;
  private final Spool spool;

  ShowMaker(Index index, Spool spool) {
    this.index = index;
    this.spool = spool;
  }

  /** Gives the broadcast's id. */
  String record(ChannelName channel, long startedAtMs, Duration length) throws IOException {
    String broadcast = Names.take(startedAtMs, FIRST_NUMBER);
    index.writeNow(
        tx -> {
          long channelId = tx.channels().ensure(channel, startedAtMs);
          tx.broadcasts().open(broadcast, channelId, startedAtMs);
          return channelId;
        });
    long recordedMs = 0;
    for (int take = 0; recordedMs < length.toMillis(); take++) {
      long takeMs = Math.min(LONGEST_TAKE.toMillis(), length.toMillis() - recordedMs);
      long at = startedAtMs + recordedMs;
      TakeIdentity identity =
          new TakeIdentity(Names.take(at, FIRST_NUMBER + take), channel.app(), channel.name(), at);
      recordTake(broadcast, identity, takeMs);
      recordedMs += takeMs;
    }
    long endedAtMs = startedAtMs + recordedMs;
    index.writeNow(tx -> tx.broadcasts().end(broadcast, endedAtMs));
    return broadcast;
  }

  private void recordTake(String broadcast, TakeIdentity take, long lengthMs) throws IOException {
    long startedAtMs = take.startedAtMs();
    NewTake row = new NewTake(take.takeId(), broadcast, Names.NODE, "PUBLISH", null, startedAtMs);
    long seq = index.writeNow(tx -> tx.takes().open(row));
    Segmenter segmenter =
        new Segmenter(SegmenterSettings.DEFAULT, take, new SpoolSink(index, spool, take, seq));
    segmenter.start(0, JoinPoint.start());
    ByteBuf run = Unpooled.directBuffer(2 * RUN_BYTES);
    try {
      Clip clip = new Clip();
      Clip.writeHeaders(run);
      while (clip.nextMs() < lengthMs) {
        clip.writeNext(run);
        if (run.readableBytes() >= RUN_BYTES) {
          segmenter.append(segmenter.position(), run);
          run.clear();
        }
      }
      segmenter.append(segmenter.position(), run);
      segmenter.end();
    } finally {
      run.release();
    }
    index.writeNow(tx -> tx.takes().end(seq, startedAtMs + lengthMs, "UNPUBLISH"));
  }
}
