package tv.aircheck.playback;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.flv.TagType;
import tv.aircheck.flv.amf.Amf0Writer;
import tv.aircheck.flv.amf.AmfObject;

/**
 * The onMetaData of a show: what its publisher said of the stream, and what only the archive knows.
 */
final class PublisherMetadata {
  /** The one field a preamble adds to the publisher's. */
  private static final String PRIVATE = "aircheck";

  /** True of a file the publisher played from, perhaps; not of this show. */
  private static final List<String> OF_ANOTHER_FILE =
      List.of(
          "filesize",
          "datasize",
          "videosize",
          "audiosize",
          "lasttimestamp",
          "lastkeyframetimestamp",
          "lastkeyframelocation",
          "hasKeyframes",
          "keyframes");

  private static final String NAME = "onMetaData";
  private static final double MS_PER_SECOND = 1000;
  private static final int EX_VIDEO = 0x80;
  private static final int EX_AUDIO = 9;
  private static final int VIDEO_MULTITRACK = 6;
  private static final int AUDIO_MULTITRACK = 5;

  private PublisherMetadata() {}

  /** Takes out of the headers of a preamble what the publisher did not say. */
  static void restore(StreamHeaders headers) {
    AmfObject metadata = headers.metadata();
    if (!metadata.has(PRIVATE)) {
      return;
    }
    ByteBuf tag = Unpooled.buffer();
    ByteBuf body = body(metadata.remove(PRIVATE));
    try {
      TagLayout.writeHeader(tag, TagType.SCRIPT, body.readableBytes(), 0);
      int bodyStart = tag.writerIndex();
      tag.writeBytes(body, body.readerIndex(), body.readableBytes());
      TagLayout.writeTrailer(tag, body.readableBytes());
      int kind = TagKind.of(TagType.SCRIPT, tag, bodyStart, body.readableBytes());
      headers.offer(kind, tag, 0, tag.writerIndex());
    } finally {
      body.release();
      tag.release();
    }
  }

  /**
   * What a player is told before the first frame.
   *
   * @param headers those in force at the first frame
   * @return the body of a script tag, to be released by the caller
   */
  static ByteBuf ofShow(StreamHeaders headers, long durationMs) {
    AmfObject metadata = headers.metadata();
    OF_ANOTHER_FILE.forEach(metadata::remove);
    metadata.put("duration", durationMs / MS_PER_SECOND);
    putCodecs(headers, metadata);
    return body(metadata);
  }

  /** Players take a track without a codec id for absent. */
  private static void putCodecs(StreamHeaders headers, AmfObject metadata) {
    ByteBuf tags = Unpooled.buffer();
    try {
      headers.writeCodecHeadersTo(tags, 0);
      TagCursor cursor = new TagCursor().reset(tags);
      while (cursor.next()) {
        if (TagKind.isSequenceHeader(cursor.kind())) {
          boolean video = cursor.type() == TagType.VIDEO;
          double id = codecId(tags, cursor.bodyStart(), cursor.bodyLength(), video);
          String field = video ? "videocodecid" : "audiocodecid";
          if (id >= 0 && !metadata.has(field)) {
            metadata.put(field, id);
          }
        }
      }
    } catch (CorruptFlvException e) {
      throw new IllegalStateException("StreamHeaders wrote a tag that is none", e);
    } finally {
      tags.release();
    }
  }

  /** The number of a classic codec, the FourCC of another; -1 where that is not plain. */
  private static double codecId(ByteBuf buf, int at, int length, boolean video) {
    int first = buf.getUnsignedByte(at);
    boolean enhanced = video ? first >= EX_VIDEO : first >> 4 == EX_AUDIO;
    if (!enhanced) {
      return video ? first & 15 : first >> 4;
    }
    boolean multitrack = (first & 15) == (video ? VIDEO_MULTITRACK : AUDIO_MULTITRACK);
    return multitrack || length < 5 ? -1 : buf.getUnsignedInt(at + 1);
  }

  private static ByteBuf body(AmfObject metadata) {
    ByteBuf body = Unpooled.buffer();
    Amf0Writer.writeString(body, NAME);
    Amf0Writer.writeEcmaArray(body, metadata);
    return body;
  }
}
