package tv.aircheck.flv;

import io.netty.buffer.ByteBuf;
import java.util.Set;
import tv.aircheck.flv.codec.FourCc;

/**
 * Log tags in the form that players in browsers take: AVC and AAC in classic tags, other codecs in
 * plain enhanced ones; of several tracks the default one, without ModEx; no data, no colour or
 * speaker descriptions. Such players end with an error at anything else, other codecs included.
 */
public final class BrowserTags {
  private static final int ENHANCED_VIDEO = 0x80;
  private static final int ENHANCED_AUDIO = 0x90;
  private static final int CLASSIC_AVC = 7;
  private static final int CLASSIC_AAC = 0xAF;
  private static final int CLASSIC_MP3 = 0x2F;
  private static final int SEQUENCE_HEADER = 0;
  private static final int FRAMES = 1;
  private static final int END_OF_SEQUENCE = 2;

  /** AVC and HEVC by their classic numbers, and the rest by FourCC. */
  private static final Set<Long> VIDEO =
      Set.of(7L, 12L, (long) FourCc.AVC, (long) FourCc.HEVC, (long) FourCc.AV1);

  /** MP3, A-law, mu-law and AAC by their classic numbers, and the rest by FourCC. */
  private static final Set<Long> AUDIO =
      Set.of(
          2L,
          7L,
          8L,
          10L,
          (long) FourCc.AAC,
          (long) FourCc.MP3,
          (long) FourCc.OPUS,
          (long) FourCc.FLAC);

  private final TagCursor cursor = new TagCursor();
  private final MediaBody body = new MediaBody();

  /**
   * Appends the tags of a run, which stays the caller's, to {@code out}.
   *
   * @param offsetMs is added to their timestamps; none goes below 0
   */
  public void write(ByteBuf run, long offsetMs, ByteBuf out) throws CorruptFlvException {
    cursor.reset(run);
    while (cursor.next()) {
      long timestampMs = Math.max(0, cursor.timestampMs() + offsetMs);
      int kind = cursor.kind();
      if (TagKind.isScript(kind) || !isShown()) {
        continue;
      }
      if (!TagKind.isEnhanced(kind)) {
        int start = out.writerIndex();
        out.writeBytes(run, cursor.start(), cursor.end() - cursor.start());
        TagLayout.setTimestamp(out, start, timestampMs);
      } else if (isWanted(kind)) {
        plain(kind, timestampMs, out);
      }
    }
  }

  /**
   * Gives the tags of a run their new timestamps where they are, if all of them are as players take
   * them: then nothing has to be copied.
   *
   * @param run the caller's own, seen by nobody else
   * @return false if it has to be written anew; it is as it was then
   */
  public boolean shiftInPlace(ByteBuf run, long offsetMs) throws CorruptFlvException {
    cursor.reset(run);
    while (cursor.next()) {
      int kind = cursor.kind();
      if (TagKind.isScript(kind) || TagKind.isEnhanced(kind) || !isShown()) {
        return false;
      }
    }
    cursor.reset(run);
    while (cursor.next()) {
      TagLayout.setTimestamp(run, cursor.start(), Math.max(0, cursor.timestampMs() + offsetMs));
    }
    return true;
  }

  private boolean isShown() {
    int type = cursor.type();
    long codec = OnMetaData.codecId(type, cursor.run(), cursor.bodyStart(), cursor.bodyLength());
    return shows(type, codec);
  }

  /** Whether players in browsers take a codec, see {@link OnMetaData#codecId}. */
  public static boolean shows(int type, long codec) {
    return (type == TagType.VIDEO ? VIDEO : AUDIO).contains(codec);
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
    if (body.codec() == FourCc.MP3 && !TagKind.isCodedMedia(kind)) {
      return;
    }
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
    } else if (body.codec() == FourCc.MP3) {
      out.writeByte(CLASSIC_MP3);
    } else {
      out.writeByte(ENHANCED_AUDIO | packet).writeInt(body.codec());
    }
  }
}
