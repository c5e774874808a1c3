package tv.aircheck.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.flv.TagType;
import tv.aircheck.rtmp.RtmpMessage;

/**
 * Finds the tags of an FLV file that comes in pieces, and looks at no more than the beginning of
 * each: what comes after it is skipped uncopied.
 */
final class FlvScan {
  /** Sees a tag's beginning: at most so much of the body as a stamp needs. */
  interface Sink {
    void tag(RtmpMessage beginning);
  }

  private static final int LOOK = Stamp.AT + Stamp.LENGTH;

  private final Sink sink;
  private final ByteBuf held = Unpooled.buffer(TagLayout.HEADER + LOOK);

  /** Bytes to pass over before the next tag begins. */
  private int skip = TagLayout.FILE_HEADER;

  FlvScan(Sink sink) {
    this.sink = sink;
  }

  /** Reads all of a piece, which stays the caller's. */
  void piece(ByteBuf in) {
    while (in.isReadable()) {
      int skipped = Math.min(skip, in.readableBytes());
      in.skipBytes(skipped);
      skip -= skipped;
      if (in.isReadable()) {
        hold(in);
      }
    }
  }

  private void hold(ByteBuf in) {
    int missing = wanted() - held.readableBytes();
    held.writeBytes(in, Math.min(missing, in.readableBytes()));
    if (held.readableBytes() < TagLayout.HEADER || held.readableBytes() < wanted()) {
      return;
    }
    int body = TagLayout.bodyLength(held, 0);
    int looked = held.readableBytes() - TagLayout.HEADER;
    ByteBuf beginning = held.slice(TagLayout.HEADER, looked);
    int timestamp = (int) TagLayout.timestampMs(held, 0);
    sink.tag(RtmpMessage.of(TagLayout.type(held, 0), timestamp, beginning));
    held.clear();
    skip = body - looked + TagLayout.TRAILER;
  }

  /** How much of a tag is held before it is looked at. */
  private int wanted() {
    if (held.readableBytes() < TagLayout.HEADER) {
      return TagLayout.HEADER;
    }
    boolean picture = TagLayout.type(held, 0) == TagType.VIDEO;
    int look = picture ? LOOK : 2;
    return TagLayout.HEADER + Math.min(look, TagLayout.bodyLength(held, 0));
  }
}
