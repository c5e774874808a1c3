package tv.aircheck.rtmp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;

/**
 * One accepted player, seen from the application. All methods but {@link #eventLoop} and {@link
 * #peer} must be called on the event loop. Nothing reaches the socket before {@link #flush}; after
 * the player is gone, calls do nothing but release what they were given.
 */
public interface PlayStream {
  EventLoop eventLoop();

  Peer peer();

  /** False when enough is queued: then wait for {@link PlayHandler#writabilityChanged}. */
  boolean isWritable();

  /** Announces the start: StreamIsRecorded, StreamBegin, Play.Reset, Play.Start, SampleAccess. */
  void begin(boolean recorded, boolean reset);

  /**
   * Sends a run of whole FLV tags as messages. The payload is not copied.
   *
   * @param run ownership passes to this method
   * @param timestampOffsetMs is added to the tags' timestamps
   */
  void tags(ByteBuf run, long timestampOffsetMs);

  /**
   * As {@link #tags}, at less cost: the run becomes the chunks that are sent.
   *
   * @param run nobody else looks at its bytes, which change; ownership passes to this method
   */
  void tagsInPlace(ByteBuf run, long timestampOffsetMs);

  /**
   * Sends one message.
   *
   * @param type an FLV tag type: 8, 9 or 18
   * @param body ownership passes to this method
   */
  void tag(int type, long timestampMs, ByteBuf body);

  /** Answers a seek; the media of the new position follows, headers first. */
  void seekDone(long positionMs, String details);

  void pauseDone();

  void unpauseDone();

  /** The end of a recording: Play.Complete, Play.Stop, StreamEOF. The player may still seek. */
  void complete(double durationSeconds, long bytes);

  /** The end of a live stream: Play.UnpublishNotify, Play.Stop, StreamEOF. */
  void unpublished();

  /** Any other status, for this stream. */
  void status(String level, String code, String words);

  /**
   * Forgets the audio, the video and the end of the stream that wait to be written. What is already
   * on its way is finished, and statuses and data still come.
   */
  void discardQueued();

  void flush();

  /** Closes the connection once what is queued has gone out. */
  void close();
}
