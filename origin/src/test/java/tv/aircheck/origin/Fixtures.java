package tv.aircheck.origin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import tv.aircheck.relay.JoinContext;
import tv.aircheck.relay.Mark;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.GeneratedTag;
import tv.aircheck.testkit.ManualClock;

/** What the tests of this module share. */
final class Fixtures {
  private Fixtures() {}

  static World world(ManualClock clock) {
    return new World(clock, clock.ticker(), new Random(42));
  }

  static WindowBudget budget(long takeBytes) {
    return new WindowBudget(new WindowLimits(takeBytes, 1L << 30, Duration.ofMinutes(15)));
  }

  static void append(LogAppender appender, GeneratedTag tag) {
    ByteBuf body = tag.body();
    appender.begin(tag.type(), body.readableBytes()).writeBytes(body);
    appender.look();
    appender.append(tag.timestampMs());
  }

  static byte[] bytes(GeneratedLog log, long from, long to) {
    byte[] all = ByteBufUtil.getBytes(log.bytes());
    return Arrays.copyOfRange(all, (int) from, (int) to);
  }

  static byte[] takeBytes(List<ByteBuf> runs) {
    int size = runs.stream().mapToInt(ByteBuf::readableBytes).sum();
    byte[] bytes = new byte[size];
    int at = 0;
    for (ByteBuf run : runs) {
      int length = run.readableBytes();
      run.readBytes(bytes, at, length);
      at += length;
      run.release();
    }
    return bytes;
  }

  /** By going through the whole log from its start, as one who missed nothing. */
  static JoinContext contextOf(
      GeneratedLog generated, long position, boolean markToo, ManualClock clock) {
    TakeLog whole = new TakeLog(budget(64 << 20), lost -> {});
    LogAppender appender = new LogAppender(whole, world(clock));
    Mark mark = null;
    for (GeneratedTag tag : generated.tags()) {
      if (tag.position() >= position) {
        break;
      }
      whole.hold("all", 0);
      append(appender, tag);
    }
    appender.commit();
    LogBatch batch = whole.read(0, 0, Long.MAX_VALUE);
    if (batch != null) {
      batch.runs().forEach(ByteBuf::release);
      mark = batch.marks().get(batch.marks().size() - 1);
    }
    JoinContext context = appender.state().context(mark);
    appender.finish();
    whole.close();
    return markToo ? withMarkAt(generated, position, context, clock) : context;
  }

  /** A mark at the position itself is part of the context too. */
  private static JoinContext withMarkAt(
      GeneratedLog generated, long position, JoinContext context, ManualClock clock) {
    for (GeneratedTag tag : generated.tags(GeneratedTag.Kind.KEYFRAME)) {
      if (tag.position() == position) {
        Mark mark = new Mark(position, tag.timestampMs(), clock.millis(), true);
        return new JoinContext(
            context.headerTags(),
            context.hasVideo(),
            context.lastKeyframeMs(),
            context.highestMs(),
            mark);
      }
    }
    return context;
  }
}
