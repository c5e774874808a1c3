package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.flv.TagType;
import tv.aircheck.flv.codec.FourCc;

/**
 * Writes samples as FLV tags: in classic form where every player knows that, else in that of
 * Enhanced RTMP.
 */
final class SourceTag {
  private static final int EX = 0x80;
  private static final int EX_SOUND = 0x90;
  private static final int KEY = 1;
  private static final int INTER = 2;
  private static final int CLASSIC_AVC = 7;
  private static final int CLASSIC_AAC = 0xAF;
  private static final int CLASSIC_MP3 = 0x2F;
  private static final int SEQUENCE_START = 0;
  private static final int CODED_FRAMES = 1;
  private static final int CODED_FRAMES_X = 3;

  private SourceTag() {}

  /** The configuration as a whole tag; nothing for codecs that have none. */
  static void writeHeader(ByteBuf out, boolean video, SourceCodec codec, long timestampMs) {
    if (codec.fourCc() == FourCc.MP3) {
      return;
    }
    int start = begin(out, video, timestampMs);
    if (codec.fourCc() == FourCc.AVC) {
      out.writeByte(KEY << 4 | CLASSIC_AVC).writeByte(0).writeMedium(0);
    } else if (codec.fourCc() == FourCc.AAC) {
      out.writeByte(CLASSIC_AAC).writeByte(0);
    } else {
      out.writeByte(video ? EX | KEY << 4 | SEQUENCE_START : EX_SOUND | SEQUENCE_START);
      out.writeInt(codec.fourCc());
    }
    out.writeBytes(codec.config());
    end(out, start);
  }

  /** Up to the sample's own bytes, which follow; then comes {@link #end}. */
  static int begin(ByteBuf out, boolean video, long timestampMs) {
    int start = out.writerIndex();
    TagLayout.writeHeader(out, video ? TagType.VIDEO : TagType.AUDIO, 0, timestampMs);
    return start;
  }

  static void writePicture(ByteBuf out, int fourCc, boolean key, int compositionMs) {
    int frame = (key ? KEY : INTER) << 4;
    if (fourCc == FourCc.AVC) {
      out.writeByte(frame | CLASSIC_AVC).writeByte(1).writeMedium(compositionMs);
    } else if (fourCc == FourCc.HEVC && compositionMs == 0) {
      out.writeByte(EX | frame | CODED_FRAMES_X).writeInt(fourCc);
    } else {
      out.writeByte(EX | frame | CODED_FRAMES).writeInt(fourCc);
      if (FourCc.hasCompositionTime(fourCc)) {
        out.writeMedium(compositionMs);
      }
    }
  }

  static void writeSound(ByteBuf out, int fourCc) {
    switch (fourCc) {
      case FourCc.AAC -> out.writeByte(CLASSIC_AAC).writeByte(1);
      case FourCc.MP3 -> out.writeByte(CLASSIC_MP3);
      default -> out.writeByte(EX_SOUND | CODED_FRAMES).writeInt(fourCc);
    }
  }

  /** Fills in the length of the tag that began there. */
  static void end(ByteBuf out, int start) {
    int length = out.writerIndex() - start - TagLayout.HEADER;
    out.setMedium(start + 1, length);
    TagLayout.writeTrailer(out, length);
  }
}
