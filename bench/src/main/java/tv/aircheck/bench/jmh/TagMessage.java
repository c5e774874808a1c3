package tv.aircheck.bench.jmh;

import io.netty.buffer.ByteBuf;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.rtmp.RtmpMessage;

/** A tag as the message it came in: a view that is moved from tag to tag, as a decoder's is. */
final class TagMessage implements RtmpMessage {
  private ByteBuf tags;
  private int start;
  private int length;
  private int addedMs;

  TagMessage at(ByteBuf buffer, int tagStart) {
    tags = buffer;
    start = tagStart;
    length = TagLayout.bodyLength(buffer, tagStart);
    return this;
  }

  /** Where the next tag begins. */
  int end() {
    return start + length + TagLayout.OVERHEAD;
  }

  /** From now on all timestamps are later by so much more. */
  void passTime(int ms) {
    addedMs += ms;
  }

  @Override
  public int typeId() {
    return TagLayout.type(tags, start);
  }

  @Override
  public int timestamp() {
    return (int) TagLayout.timestampMs(tags, start) + addedMs;
  }

  @Override
  public int streamId() {
    return 1;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public int byteAt(int index) {
    return tags.getUnsignedByte(start + TagLayout.HEADER + index);
  }

  @Override
  public void copyTo(ByteBuf target, int from, int bytes) {
    target.writeBytes(tags, start + TagLayout.HEADER + from, bytes);
  }
}
