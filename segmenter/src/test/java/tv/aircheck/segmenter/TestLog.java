package tv.aircheck.segmenter;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.flv.TagType;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LogShape;

/**
 * A log as an origin keeps it: tags, and marks that know the wall clock; and what a joiner is told
 * at any tag.
 */
final class TestLog {
  static final TakeIdentity TAKE = new TakeIdentity("TAKE", "live", "me", 1_763_800_000_000L);

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Tag(long position, long timestampMs, int kind, byte[] bytes) {
    long end() {
      return position + bytes.length;
    }
  }

  final List<Tag> tags = new ArrayList<>();
  final List<LogMark> marks = new ArrayList<>();
  private final Random random;
  private LogMark lastMark;

  private TestLog(long seed) {
    random = new Random(seed);
  }

  static TestLog of(LogShape shape) {
    return of(shape, 0, 0);
  }

  /**
   * With nothing between two times, as after a stall of the publisher, and with captions strewn in.
   */
  static TestLog of(LogShape shape, long stallFromMs, long stallToMs) {
    TestLog log = new TestLog(shape.seed());
    ByteBuf bytes = GeneratedLog.of(shape).bytes();
    TagCursor cursor = new TagCursor().reset(bytes);
    try {
      while (cursor.next()) {
        long ms = cursor.timestampMs();
        if (ms < stallFromMs || ms >= stallToMs || TagKind.isHeader(cursor.kind())) {
          byte[] tag = ByteBufUtil.getBytes(bytes, cursor.start(), cursor.end() - cursor.start());
          log.add(cursor.kind(), ms, tag);
          if (log.random.nextInt(50) == 0) {
            log.add(0, ms + log.random.nextInt(300), caption(ms));
          }
        }
      }
    } catch (CorruptFlvException e) {
      throw new AssertionError(e);
    }
    return log;
  }

  private static byte[] caption(long ms) {
    ByteBuf tag = Unpooled.buffer();
    byte[] body = {2, 0, 6, 'o', 'n', 'T', 'e', 'x', 't', 5};
    TagLayout.writeHeader(tag, TagType.SCRIPT, body.length, ms);
    tag.writeBytes(body);
    TagLayout.writeTrailer(tag, body.length);
    return ByteBufUtil.getBytes(tag);
  }

  private void add(int kind, long ms, byte[] bytes) {
    long position = length();
    boolean due = lastMark == null || ms - lastMark.timestampMs() >= 1_000;
    if (TagKind.isKeyframe(kind) || (due && TagKind.isCodedMedia(kind))) {
      // The publisher's clock and the origin's are not the same: jitter and drift.
      long wallClockMs = TAKE.startedAtMs() + ms + ms / 500 + random.nextInt(40);
      lastMark = new LogMark(position, ms, wallClockMs);
      marks.add(lastMark);
    }
    tags.add(new Tag(position, ms, kind, bytes));
  }

  long length() {
    return tags.isEmpty() ? 0 : tags.get(tags.size() - 1).end();
  }

  long positionOf(int tag) {
    return tag == tags.size() ? length() : tags.get(tag).position();
  }

  int tagAt(long position) {
    for (int i = 0; i < tags.size(); i++) {
      if (tags.get(i).position() == position) {
        return i;
      }
    }
    throw new AssertionError("no tag at " + position);
  }

  ByteBuf run(int fromTag, int toTag) {
    ByteBuf run = Unpooled.buffer();
    tags.subList(fromTag, toTag).forEach(tag -> run.writeBytes(tag.bytes()));
    return run;
  }

  /** As an origin works it out: by walking all that came before. */
  JoinPoint joinAt(int tag) throws CorruptFlvException {
    StreamHeaders headers = new StreamHeaders();
    boolean hasVideo = false;
    long lastKeyframeMs = -1;
    long highestMs = -1;
    for (Tag before : tags.subList(0, tag)) {
      hasVideo |= TagKind.isVideo(before.kind());
      if (TagKind.isKeyframe(before.kind())) {
        lastKeyframeMs = before.timestampMs();
      }
      if (TagKind.isCodedMedia(before.kind())) {
        highestMs = Math.max(highestMs, before.timestampMs());
      }
      if (TagKind.isHeader(before.kind())) {
        headers.offer(
            before.kind(), Unpooled.wrappedBuffer(before.bytes()), 0, before.bytes().length);
      }
    }
    ByteBuf headerTags = Unpooled.buffer();
    headers.writeTo(headerTags, 0);
    CutState cut = new CutState(hasVideo, lastKeyframeMs, highestMs);
    return JoinPoint.of(headerTags, cut, lastMarkUpTo(positionOf(tag)));
  }

  LogMark lastMarkUpTo(long position) {
    LogMark last = null;
    for (LogMark mark : marks) {
      if (mark.position() <= position) {
        last = mark;
      }
    }
    return last;
  }

  /**
   * Hands tags on in runs of random length, and before each run the marks in it, some a little
   * early.
   */
  void feed(Segmenter segmenter, int fromTag, int toTag, Random split) throws java.io.IOException {
    int at = fromTag;
    while (at < toTag) {
      int next = Math.min(toTag, at + 1 + split.nextInt(1 + split.nextInt(200)));
      long marksUpTo = positionOf(Math.min(tags.size(), next + split.nextInt(30)));
      for (LogMark mark : marks) {
        if (mark.position() >= positionOf(at) && mark.position() < marksUpTo) {
          segmenter.mark(mark);
        }
      }
      segmenter.append(positionOf(at), run(at, next));
      at = next;
    }
  }
}
