package tv.aircheck.segmenter;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.OnMetaData;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.flv.TagType;
import tv.aircheck.flv.amf.Amf0Reader;
import tv.aircheck.flv.amf.AmfException;
import tv.aircheck.flv.amf.AmfLimits;
import tv.aircheck.flv.amf.AmfObject;

/**
 * The head of a segment file: FLV header; {@code onMetaData} with the stream's own fields and one
 * object {@code aircheck}, which tells what the segment is; the codec headers in force. So any
 * player plays the segment alone, and the archive alone says what it holds.
 *
 * @param headers in force where the segment begins
 * @param headBytes length of all this; the log's bytes follow
 */
public record Preamble(SegmentHead head, StreamHeaders headers, int headBytes) {
  /** So many bytes of a file tell how long its first tag is. */
  static final int LEAST_BYTES = TagLayout.FILE_HEADER + TagLayout.HEADER;

  /** Far above any real one; keeps a damaged length from asking for memory. */
  static final int MOST_BYTES = 1 << 24;

  private static final String OURS = "aircheck";
  private static final int FLV = 'F' << 16 | 'L' << 8 | 'V';

  /** On the heap; nothing to release. */
  static ByteBuf write(SegmentHead head, StreamHeaders headers) {
    ByteBuf codecHeaders = Unpooled.buffer();
    headers.writeCodecHeadersTo(codecHeaders, head.startMs());
    // A field of the stream's own by our name: a segment that was published anew. Ours replaces it.
    AmfObject fields = new OnMetaData(headers.metadata()).ofStream().fields().remove(OURS);
    fields.put(OURS, new SegmentDescription(head, codecHeaders.readableBytes()).toAmf());

    ByteBuf out = Unpooled.buffer();
    // At the start of a log it is open what will come; and not every sound has a header to tell by.
    TagLayout.writeFileHeader(out, true, head.before().hasVideo() || head.startPosition() == 0);
    // At 0, wherever the segment begins: ffmpeg takes metadata with a time for a track of its own.
    new OnMetaData(fields).writeTag(out, 0);
    return out.writeBytes(codecHeaders);
  }

  /**
   * Reads the head of a segment file again.
   *
   * @param file borrowed, from the file's first byte on; what follows the head does not matter
   */
  public static Preamble parse(ByteBuf file) throws CorruptFlvException {
    AmfObject fields = firstTag(file);
    SegmentDescription description = SegmentDescription.of(fields.object(OURS));
    int scriptEnd = scriptEnd(file);
    int headBytes = scriptEnd + description.codecHeaderBytes();
    requireBytes(file, headBytes);

    StreamHeaders headers = ownHeaders(fields.remove(OURS));
    int start = file.readerIndex();
    TagCursor tags = new TagCursor().reset(file, start + scriptEnd, start + headBytes);
    while (tags.next()) {
      headers.offer(tags.kind(), file, tags.start(), tags.end());
    }
    return new Preamble(description.head(), headers, headBytes);
  }

  /** How long the head is, told from its first tag, which alone has to be there in whole. */
  static int lengthOf(ByteBuf file) throws CorruptFlvException {
    AmfObject ours = firstTag(file).object(OURS);
    return scriptEnd(file) + SegmentDescription.of(ours).codecHeaderBytes();
  }

  /** Offset in the file at which the first tag ends. */
  static int scriptEnd(ByteBuf file) throws CorruptFlvException {
    requireBytes(file, LEAST_BYTES);
    int start = file.readerIndex();
    if (file.getUnsignedMedium(start) != FLV) {
      throw new CorruptFlvException("no FLV file: it does not begin with FLV");
    }
    return TagLayout.FILE_HEADER + TagLayout.tagLength(file, start + TagLayout.FILE_HEADER);
  }

  private static void requireBytes(ByteBuf file, int bytes) throws CorruptFlvException {
    if (file.readableBytes() < bytes) {
      throw new CorruptFlvException(
          "torn segment head: " + file.readableBytes() + " bytes of " + bytes);
    }
  }

  /** The fields of onMetaData, ours among them. */
  private static AmfObject firstTag(ByteBuf file) throws CorruptFlvException {
    int scriptEnd = scriptEnd(file);
    requireBytes(file, scriptEnd);
    int start = file.readerIndex();
    TagCursor tag = new TagCursor().reset(file, start + TagLayout.FILE_HEADER, start + scriptEnd);
    if (!tag.next() || !TagKind.isMetadata(tag.kind())) {
      throw new CorruptFlvException("no segment: its first tag is not onMetaData");
    }
    ByteBuf body = file.slice(tag.bodyStart(), tag.bodyLength());
    Amf0Reader in = new Amf0Reader(body, AmfLimits.FILE);
    try {
      in.read();
      if (in.read() instanceof AmfObject fields && fields.object(OURS) != null) {
        return fields;
      }
    } catch (AmfException e) {
      throw (CorruptFlvException)
          new CorruptFlvException("segment head cannot be read: " + e.getMessage()).initCause(e);
    }
    throw new CorruptFlvException("no segment: its onMetaData has no object " + OURS);
  }

  private static StreamHeaders ownHeaders(AmfObject ownFields) {
    StreamHeaders headers = new StreamHeaders();
    if (!ownFields.isEmpty()) {
      ByteBuf tag = Unpooled.buffer();
      new OnMetaData(ownFields).writeTag(tag, 0);
      int bodyLength = tag.writerIndex() - TagLayout.OVERHEAD;
      int kind = TagKind.of(TagType.SCRIPT, tag, TagLayout.HEADER, bodyLength);
      headers.offer(kind, tag, 0, tag.writerIndex());
    }
    return headers;
  }
}
