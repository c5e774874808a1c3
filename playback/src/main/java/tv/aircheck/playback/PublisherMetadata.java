package tv.aircheck.playback;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.OnMetaData;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.flv.TagType;
import tv.aircheck.flv.amf.AmfObject;

/**
 * The onMetaData of a show: what its publisher said of the stream, and what only the archive knows.
 */
public final class PublisherMetadata {
  /** The one field a preamble adds to the publisher's. */
  private static final String PRIVATE = "aircheck";

  private static final double MS_PER_SECOND = 1000;

  private PublisherMetadata() {}

  /** Takes out of the headers of a preamble what the publisher did not say. */
  static void restore(StreamHeaders headers) {
    AmfObject metadata = headers.metadata();
    if (!metadata.has(PRIVATE)) {
      return;
    }
    ByteBuf tag = Unpooled.buffer();
    new OnMetaData(metadata.remove(PRIVATE)).writeTag(tag, 0);
    int bodyLength = tag.writerIndex() - TagLayout.OVERHEAD;
    int kind = TagKind.of(TagType.SCRIPT, tag, TagLayout.HEADER, bodyLength);
    headers.offer(kind, tag, 0, tag.writerIndex());
  }

  /**
   * What a player is told before the first frame.
   *
   * @param headers those in force at the first frame
   * @param first tags from the first frame on, borrowed: some codecs have no header to tell by
   * @return the body of a script tag, to be released by the caller
   */
  static ByteBuf ofShow(StreamHeaders headers, ByteBuf first, long durationMs) {
    OnMetaData told = of(headers, first);
    told.fields().put("duration", durationMs / MS_PER_SECOND);
    ByteBuf body = Unpooled.buffer();
    told.writeBody(body);
    return body;
  }

  /**
   * What is to be said of a stream: what its publisher said, with the codecs as they are.
   *
   * @param headers those in force at the first frame
   * @param first tags from the first frame on, borrowed
   */
  public static OnMetaData of(StreamHeaders headers, ByteBuf first) {
    ByteBuf codecs = Unpooled.buffer();
    headers.writeCodecHeadersTo(codecs, 0);
    OnMetaData told = new OnMetaData(headers.metadata()).ofStream();
    try {
      told = withCodecs(withCodecs(told, first), codecs);
    } catch (CorruptFlvException e) {
      throw new IllegalStateException("a reader handed out what is no run of tags", e);
    }
    return told;
  }

  /** By the first tag of each default track that tells. */
  private static OnMetaData withCodecs(OnMetaData said, ByteBuf run) throws CorruptFlvException {
    OnMetaData told = said;
    boolean video = false;
    boolean audio = false;
    TagCursor tags = new TagCursor().reset(run);
    while (!(video && audio) && tags.next()) {
      boolean isVideo = TagKind.isVideo(tags.kind());
      if (tellsCodec(tags.kind()) && !(isVideo ? video : audio)) {
        long id = OnMetaData.codecId(tags.type(), run, tags.bodyStart(), tags.bodyLength());
        told = told.withCodec(tags.type(), id);
        video |= isVideo;
        audio |= !isVideo;
      }
    }
    return told;
  }

  private static boolean tellsCodec(int kind) {
    boolean media = TagKind.isCodedMedia(kind) || TagKind.isSequenceHeader(kind);
    return media && !TagKind.isExtraTrack(kind);
  }
}
