package tv.aircheck.origin;

import io.netty.buffer.ByteBuf;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.MediaBody;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.flv.TagType;
import tv.aircheck.flv.codec.FourCc;

/**
 * Log tags in the form that players in browsers take: AVC and AAC in classic tags, other codecs in
 * plain enhanced ones; of several tracks the default one, without ModEx; no data but onMetaData, no
 * colour or speaker descriptions. Such players end with an error at anything else.
 */
final class BrowserTags {
  private static final int ENHANCED_VIDEO = 0x80;
  private static final int ENHANCED_AUDIO = 0x90;
  private static final int CLASSIC_AVC = 7;
  private static final int CLASSIC_AAC = 0xAF;
  private static final int SEQUENCE_HEADER = 0;
  private static final int FRAMES = 1;
  private static final int END_OF_SEQUENCE = 2;

  private final TagCursor cursor = new TagCursor();
  private final MediaBody body = new MediaBody();

  /**
   * Appends the tags of a run, which stays the caller's, to {@code out}.
   *
   * @param offsetMs is added to their timestamps; none goes below 0
   */
  void write(ByteBuf run, long offsetMs, ByteBuf out) throws CorruptFlvException {
    cursor.reset(run);
    while (cursor.next()) {
      long timestampMs = Math.max(0, cursor.timestampMs() + offsetMs);
      int kind = cursor.kind();
      if (TagKind.isScript(kind) ? TagKind.isMetadata(kind) : !TagKind.isEnhanced(kind)) {
        int start = out.writerIndex();
        out.writeBytes(run, cursor.start(), cursor.end() - cursor.start());
        TagLayout.setTimestamp(out, start, timestampMs);
      } else if (TagKind.isEnhanced(kind) && isWanted(kind)) {
        plain(kind, timestampMs, out);
      }
    }
  }

  private static boolean isWanted(int kind) {
    return !TagKind.isExtraTrack(kind)
        && (TagKind.isCodedMedia(kind)
            || TagKind.isSequenceHeader(kind)
            || (TagKind.isEndOfSequence(kind) && TagKind.isVideo(kind)));
  }

  private void plain(int kind, long timestampMs, ByteBuf out) {
    body.reset(cursor.type(), cursor.run(), cursor.bodyStart(), cursor.bodyLength());
    do {
      if (!body.nextTrack()) {
        return;
      }
    } while (body.track() != 0);
    int start = out.writerIndex();
    TagLayout.writeHeader(out, cursor.type(), 0, timestampMs);
    int packet =
        TagKind.isSequenceHeader(kind)
            ? SEQUENCE_HEADER
            : TagKind.isEndOfSequence(kind) ? END_OF_SEQUENCE : FRAMES;
    if (cursor.type() == TagType.VIDEO) {
      videoHead(packet, out);
    } else {
      audioHead(packet, out);
    }
    out.writeBytes(cursor.run(), body.payloadStart(), body.payloadLength());
    int bodyLength = out.writerIndex() - start - TagLayout.HEADER;
    out.setMedium(start + 1, bodyLength);
    TagLayout.writeTrailer(out, bodyLength);
  }

  private void videoHead(int packet, ByteBuf out) {
    int frameType = cursor.run().getByte(cursor.bodyStart()) >> 4 & 7;
    int compositionMs = packet == FRAMES ? body.compositionTimeMs() : 0;
    if (body.codec() == FourCc.AVC) {
      out.writeByte(frameType << 4 | CLASSIC_AVC).writeByte(packet).writeMedium(compositionMs);
      return;
    }
    out.writeByte(ENHANCED_VIDEO | frameType << 4 | packet).writeInt(body.codec());
    if (packet == FRAMES && FourCc.hasCompositionTime(body.codec())) {
      out.writeMedium(compositionMs);
    }
  }

  private void audioHead(int packet, ByteBuf out) {
    if (body.codec() == FourCc.AAC) {
      out.writeByte(CLASSIC_AAC).writeByte(packet);
    } else {
      out.writeByte(ENHANCED_AUDIO | packet).writeInt(body.codec());
    }
  }
}
