package tv.aircheck.rtmp.session;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import tv.aircheck.rtmp.chunk.MessageWriter;
import tv.aircheck.rtmp.message.MessageType;

/**
 * What a player is to get and the socket does not take yet. Entries wait as they were given and are
 * made into chunks only when there is room, so that they can be dropped without leaving half a
 * message or a wrong time difference behind.
 */
final class PlayQueue {
  /** What anything small counts for: about the longest status with all that is held for it. */
  private static final int SMALL = 512;

  /**
   * One thing to send; the buffer, if there is one, belongs to the queue.
   *
   * @param passing whether it is of no use once the player goes elsewhere
   */
  private record Entry(ByteBuf buffer, boolean passing, Consumer<MessageWriter> sending) {
    int bytes() {
      return SMALL + (buffer == null ? 0 : buffer.readableBytes());
    }
  }

  private final MessageWriter writer;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long bytes;

  PlayQueue(MessageWriter writer) {
    this.writer = writer;
  }

  /** Sends a run of tags now or in its turn; ownership passes here. */
  void tags(ByteBuf run, int streamId, long timestampOffsetMs) {
    if (isOpen()) {
      writer.tags(run, streamId, timestampOffsetMs);
    } else {
      add(new Entry(run, true, to -> to.tags(run, streamId, timestampOffsetMs)));
    }
  }

  /** As {@link #tags}, for a run whose bytes nobody else looks at. */
  void tagsInPlace(ByteBuf run, int streamId, long timestampOffsetMs) {
    if (isOpen()) {
      writer.tagsInPlace(run, streamId, timestampOffsetMs);
    } else {
      add(new Entry(run, true, to -> to.tagsInPlace(run, streamId, timestampOffsetMs)));
    }
  }

  /** Sends a message now or in its turn; ownership passes here. */
  void media(int type, int streamId, long timestampMs, ByteBuf body) {
    if (isOpen()) {
      writer.media(type, streamId, timestampMs, body);
    } else {
      boolean passing = MessageType.isMedia(type);
      add(new Entry(body, passing, to -> to.media(type, streamId, timestampMs, body)));
    }
  }

  /** Sends something small now or in its turn, whatever is discarded meanwhile. */
  void send(Consumer<MessageWriter> sending) {
    small(false, sending);
  }

  /** Sends something small that goes with the media before it. */
  void sendWithMedia(Consumer<MessageWriter> sending) {
    small(true, sending);
  }

  private void small(boolean passing, Consumer<MessageWriter> sending) {
    if (isOpen()) {
      sending.accept(writer);
    } else {
      add(new Entry(null, passing, sending));
    }
  }

  private void add(Entry entry) {
    entries.addLast(entry);
    bytes += entry.bytes();
  }

  private boolean isOpen() {
    return entries.isEmpty() && writer.isWritable();
  }

  /** Sends what the socket takes; whether anything was sent. */
  boolean feed() {
    boolean fed = false;
    while (!entries.isEmpty() && writer.isWritable()) {
      Entry entry = entries.removeFirst();
      bytes -= entry.bytes();
      entry.sending().accept(writer);
      fed = true;
    }
    return fed;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  long bytes() {
    return bytes;
  }

  /** Drops the media and what goes with it. Every answer that is owed stays, in its order. */
  void discardMedia() {
    entries.removeIf(
        entry -> {
          if (entry.passing()) {
            drop(entry);
          }
          return entry.passing();
        });
  }

  void clear() {
    entries.forEach(this::drop);
    entries.clear();
  }

  private void drop(Entry entry) {
    bytes -= entry.bytes();
    if (entry.buffer() != null) {
      entry.buffer().release();
    }
  }
}
