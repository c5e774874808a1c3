package tv.aircheck.recorder;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.flv.TagType;
import tv.aircheck.relay.EndReason;
import tv.aircheck.relay.Held;
import tv.aircheck.relay.JoinContext;
import tv.aircheck.relay.Mark;
import tv.aircheck.relay.OpenedBy;
import tv.aircheck.relay.TakeOpen;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.GeneratedTag;

/** An origin and the tap that follows it, in one: hands a log to an inbox as a tap would. */
final class FakeOrigin implements Upstream {
  static final String NODE = "origin-1";
  static final long STARTED_AT_MS = 1_795_359_845_000L;

  private final Map<String, Long> acked = new ConcurrentHashMap<>();
  private final AtomicLong consumed = new AtomicLong();
  private TapInbox inbox;

  void connect(Recorder recorder) {
    inbox = recorder.inbox(this);
    inbox.connected(NODE);
  }

  void disconnect() {
    inbox.disconnected("the cable was pulled");
  }

  @Override
  public void ack(String takeId, long position) {
    acked.merge(takeId, position, Math::max);
  }

  @Override
  public void consumed(int bytes) {
    consumed.addAndGet(bytes);
  }

  long acked(String takeId) {
    return acked.getOrDefault(takeId, 0L);
  }

  long consumed() {
    return consumed.get();
  }

  List<Held> held() {
    return inbox.held(NODE);
  }

  /** Where the recorder wants a take to go on; -1 when it does not ask. */
  long wanted(String takeId) {
    return held().stream()
        .filter(held -> held.takeId().equals(takeId))
        .mapToLong(Held::position)
        .findFirst()
        .orElse(-1);
  }

  void gone(String takeId) {
    inbox.gone(takeId);
  }

  /** Sends what no publisher ever sent. */
  void garbage(String takeId, long position) {
    inbox.data(takeId, position, Unpooled.wrappedBuffer(new byte[64]));
  }

  /** Offers a take of a channel with that name, and a tag of it. */
  void openNamed(String takeId, String name) {
    inbox.opened(
        new TakeOpen(
            1,
            takeId,
            "live",
            name,
            STARTED_AT_MS,
            NODE,
            OpenedBy.PUBLISH,
            null,
            0,
            JoinContext.START));
    ByteBuf tag = Unpooled.buffer();
    TagLayout.writeHeader(tag, TagType.AUDIO, 2, 0);
    tag.writeShort(0x2F00);
    TagLayout.writeTrailer(tag, 2);
    inbox.data(takeId, 0, tag);
  }

  /** One take with its log. */
  final class Take {
    private final String id;
    private final GeneratedLog log;
    private final long startedAtMs;
    private int next;

    Take(String id, GeneratedLog log, long startedAtMs) {
      this.id = id;
      this.log = log;
      this.startedAtMs = startedAtMs;
    }

    /** Offers it from the position that is asked for, or from its start. */
    Take open() {
      return openAt(Math.max(0, wanted(id)));
    }

    Take openAt(long position) {
      next = indexAt(position);
      inbox.opened(
          new TakeOpen(
              1,
              id,
              "live",
              "justin",
              startedAtMs,
              NODE,
              OpenedBy.PUBLISH,
              null,
              position,
              context(position)));
      return this;
    }

    private int indexAt(long position) {
      List<GeneratedTag> tags = log.tags();
      for (int i = 0; i < tags.size(); i++) {
        if (tags.get(i).position() == position) {
          return i;
        }
      }
      if (position == log.length()) {
        return tags.size();
      }
      throw new AssertionError("no tag begins at " + position);
    }

    /** Sends so many tags in one run, and the marks that belong to them. */
    Take send(int tags) {
      int to = Math.min(log.tags().size(), next + tags);
      for (GeneratedTag tag : log.tags().subList(next, to)) {
        if (tag.kind() == GeneratedTag.Kind.KEYFRAME) {
          inbox.mark(id, mark(tag));
        }
      }
      if (to > next) {
        inbox.data(id, log.tags().get(next).position(), log.run(next, to));
      }
      next = to;
      return this;
    }

    Take sendAll() {
      while (hasMore()) {
        send(37);
      }
      return this;
    }

    Take sendUntil(long timestampMs) {
      while (hasMore() && log.tags().get(next).timestampMs() < timestampMs) {
        send(1);
      }
      return this;
    }

    boolean hasMore() {
      return next < log.tags().size();
    }

    long position() {
      return hasMore() ? log.tags().get(next).position() : log.length();
    }

    /** Loses so many tags. */
    Take skip(int tags) {
      long from = position();
      next += tags;
      inbox.gap(id, from, position(), context(position()));
      return this;
    }

    void end(EndReason reason) {
      inbox.ended(id, log.length(), reason);
    }

    void endHere(EndReason reason) {
      inbox.ended(id, position(), reason);
    }

    private Mark mark(GeneratedTag tag) {
      // The publisher's clock runs a little fast.
      long wall = startedAtMs + tag.timestampMs() * 1_001 / 1_000;
      return new Mark(tag.position(), tag.timestampMs(), wall, true);
    }

    private JoinContext context(long position) {
      StreamHeaders headers = new StreamHeaders();
      boolean video = false;
      long keyframeMs = -1;
      long highestMs = -1;
      Mark last = null;
      ByteBuf bytes = log.bytes();
      TagCursor cursor = new TagCursor().reset(bytes);
      for (GeneratedTag tag : log.tags()) {
        boolean before = tag.position() < position;
        if (tag.kind() == GeneratedTag.Kind.KEYFRAME && tag.position() <= position) {
          last = mark(tag);
        }
        if (!before || !step(cursor)) {
          break;
        }
        headers.offer(cursor.kind(), bytes, cursor.start(), cursor.end());
        video |= tag.type() == 9;
        keyframeMs = tag.kind() == GeneratedTag.Kind.KEYFRAME ? tag.timestampMs() : keyframeMs;
        highestMs = tag.kind().isHeader() ? highestMs : Math.max(highestMs, tag.timestampMs());
      }
      ByteBuf tags = Unpooled.buffer();
      headers.writeTo(tags, 0);
      byte[] headerTags = new byte[tags.readableBytes()];
      tags.readBytes(headerTags);
      return new JoinContext(headerTags, video, keyframeMs, highestMs, last);
    }

    private static boolean step(TagCursor cursor) {
      try {
        return cursor.next();
      } catch (java.io.IOException e) {
        throw new AssertionError(e);
      }
    }

    /** What a recorder that saw everything would have written: start position to file. */
    Map<Long, byte[]> segments() {
      return Reference.segmentsOf(this);
    }

    String id() {
      return id;
    }

    GeneratedLog log() {
      return log;
    }

    long startedAtMs() {
      return startedAtMs;
    }

    List<Mark> marks() {
      return log.tags(GeneratedTag.Kind.KEYFRAME).stream().map(this::mark).toList();
    }
  }

  Take take(String id, GeneratedLog log) {
    return new Take(id, log, STARTED_AT_MS);
  }

  Take take(String id, GeneratedLog log, long startedAtMs) {
    return new Take(id, log, startedAtMs);
  }
}
