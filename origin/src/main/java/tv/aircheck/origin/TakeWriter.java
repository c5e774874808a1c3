package tv.aircheck.origin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.flv.TagType;
import tv.aircheck.flv.TimestampNormaliser;
import tv.aircheck.flv.TimestampRepair;
import tv.aircheck.relay.EndReason;
import tv.aircheck.relay.OpenedBy;
import tv.aircheck.rtmp.RtmpMessage;

/**
 * Turns one publisher's messages into takes: each message is copied into the log, looked at there,
 * and dropped, or put on the log's clock and appended. Opens the take at the first media, and the
 * next one when it has become too long. Lives on the publisher's event loop.
 */
final class TakeWriter {
  /** A step of the publisher's clock beyond this is a new clock, not a pause. */
  private static final long JUMP_MS = 5_000;

  private final Desk desk;
  private final LiveChannel channel;
  private final MediaGate gate = new MediaGate();
  private final TimestampNormaliser normaliser = new TimestampNormaliser(JUMP_MS);
  private byte[] metadata;
  private Take take;
  private LogAppender appender;
  private RollClock roll;
  private long rolledMs;
  private long rolledBytes;

  TakeWriter(Desk desk, LiveChannel channel) {
    this.desk = desk;
    this.channel = channel;
  }

  /** The take on air; null before the first media. */
  Take take() {
    return take;
  }

  /** Media time since the session began. */
  long sessionMs() {
    return take == null ? 0 : rolledMs + appender.state().highestMs();
  }

  /** Bytes of the session's earlier takes. */
  long rolledBytes() {
    return rolledBytes;
  }

  /** A data message; what comes before the first media is kept for when that comes. */
  void data(RtmpMessage message) {
    if (take != null) {
      write(message);
      return;
    }
    ByteBuf body = Unpooled.buffer(message.length());
    message.copyTo(body);
    if (TagKind.isMetadata(TagKind.of(TagType.SCRIPT, body, 0, body.writerIndex()))) {
      metadata = body.array();
    }
    body.release();
  }

  /**
   * @return false if it was dropped
   */
  boolean media(RtmpMessage message) {
    if (message.length() == 0) {
      desk.listener().mediaDropped(channel.id(), "empty message");
      return false;
    }
    if (take == null) {
      openFirst();
    }
    return write(message);
  }

  private boolean write(RtmpMessage message) {
    int type = message.typeId();
    message.copyTo(appender.begin(type, message.length()));
    int kind = appender.look();
    String objection = gate.objection(kind, message.length() == 0 ? 0 : message.byteAt(0));
    if (objection != null) {
      appender.drop();
      desk.listener().mediaDropped(channel.id(), objection);
      return false;
    }
    boolean frame = TagKind.isCodedMedia(kind);
    long logMs = normaliser.next(type, message.timestamp(), frame);
    if (normaliser.repair() != TimestampRepair.NONE) {
      desk.listener().timestampRepaired(channel.id(), normaliser.repair());
    }
    OpenedBy due = frame ? roll.due(logMs, desk.world().nowMs(), goodCut(kind)) : null;
    if (due == null) {
      appender.append(logMs);
    } else {
      rollAt(logMs, due);
    }
    return true;
  }

  /** A keyframe; in a take without pictures any frame of sound. */
  private boolean goodCut(int kind) {
    return TagKind.isKeyframe(kind) || !appender.state().hasVideo();
  }

  private void openFirst() {
    open(desk.takes().open(channel.app(), channel.name(), OpenedBy.PUBLISH, null));
    channel.onAir(take);
    if (metadata != null) {
      appender.begin(TagType.SCRIPT, metadata.length).writeBytes(metadata);
      appender.look();
      appender.append(0);
      metadata = null;
    }
  }

  private void open(Take opened) {
    take = opened;
    appender = new LogAppender(opened.log(), desk.world());
    roll = new RollClock(desk.settings().roll(), opened.identity().startedAtMs());
    desk.listener().published(channel.id(), opened.id());
  }

  /**
   * The tag that was begun in the old log becomes the first frame of a new take, after the headers
   * in force.
   */
  private void rollAt(long logMs, OpenedBy why) {
    Take old = take;
    LogAppender oldAppender = appender;
    open(desk.takes().open(channel.app(), channel.name(), why, old.id()));
    appendHeaders(oldAppender.state());
    appender
        .begin(oldAppender.type(), oldAppender.bodyLength())
        .writeBytes(oldAppender.buffer(), oldAppender.bodyStart(), oldAppender.bodyLength());
    appender.look();
    appender.append(0);
    appender.commit();
    normaliser.rebase(logMs);
    rolledMs += logMs;
    rolledBytes += oldAppender.position();
    oldAppender.drop();
    old.continueIn(take, logMs);
    channel.onAir(take);
    finish(old, oldAppender, why == OpenedBy.DAILY ? EndReason.DAILY : EndReason.ROLLED);
  }

  private void appendHeaders(StreamState state) {
    ByteBuf tags = Unpooled.buffer();
    state.headers().writeTo(tags, 0);
    TagCursor cursor = new TagCursor().reset(tags);
    try {
      while (cursor.next()) {
        appender
            .begin(cursor.type(), cursor.bodyLength())
            .writeBytes(tags, cursor.bodyStart(), cursor.bodyLength());
        appender.look();
        appender.append(0);
      }
    } catch (CorruptFlvException impossible) {
      throw new IllegalStateException("headers written by this very process", impossible);
    } finally {
      tags.release();
    }
  }

  /** Shows readers what has been written. */
  void commit() {
    if (take != null) {
      appender.commit();
    }
  }

  /** The end of the session; at most once. */
  void end(EndReason reason) {
    if (take != null) {
      finish(take, appender, reason);
    }
  }

  private void finish(Take ending, LogAppender last, EndReason reason) {
    last.finish();
    ending.end(reason, desk.world().tickMs());
    String id = ending.id();
    desk.listener().takeEnded(channel.id(), id, reason.name(), last.position());
  }
}
