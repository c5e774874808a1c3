package tv.aircheck.flv;

import io.netty.buffer.ByteBuf;
import java.util.List;
import tv.aircheck.flv.amf.Amf0Reader;
import tv.aircheck.flv.amf.Amf0Writer;
import tv.aircheck.flv.amf.AmfException;
import tv.aircheck.flv.amf.AmfLimits;
import tv.aircheck.flv.amf.AmfObject;
import tv.aircheck.flv.codec.FourCc;

/**
 * The fields of onMetaData. They are hints by whoever encoded: codec configurations win where they
 * say otherwise.
 *
 * @param fields all of them, known or not, in the publisher's order
 */
public record OnMetaData(AmfObject fields) {
  public static final String NAME = "onMetaData";

  private static final List<String> ABOUT_A_FILE =
      List.of(
          "duration",
          "filesize",
          "datasize",
          "videosize",
          "audiosize",
          "lasttimestamp",
          "lastkeyframetimestamp",
          "lastkeyframelocation",
          "hasVideo",
          "hasAudio",
          "hasMetadata",
          "hasKeyframes",
          "canSeekToEnd",
          "keyframes",
          "spacer");

  /** A number above this is a FourCC, one up to it a codec id of classic tags. */
  private static final int LAST_CLASSIC_ID = 255;

  /**
   * Reads a script tag's body, object or ECMA array.
   *
   * @param type {@link TagType#SCRIPT} or {@link TagType#SCRIPT_AMF3}
   * @param body its readable bytes; its reader index moves
   * @throws AmfException if it is not AMF, breaks a limit or has another name
   */
  public static OnMetaData read(int type, ByteBuf body, AmfLimits limits) throws AmfException {
    Amf0Reader in =
        type == TagType.SCRIPT_AMF3
            ? Amf0Reader.ofAmf3Message(body, limits)
            : new Amf0Reader(body, limits);
    Object name = in.read();
    if (!NAME.equals(name)) {
      throw new AmfException("script data " + name + " is not " + NAME);
    }
    Object value = in.hasMore() ? in.read() : null;
    return new OnMetaData(value instanceof AmfObject fields ? fields : AmfObject.ecmaArray());
  }

  /**
   * What is said of the stream itself. Who publishes from a file often sends that file's length,
   * index and sizes along, which are true of no other.
   */
  public OnMetaData ofStream() {
    AmfObject kept = AmfObject.ecmaArray().putAll(fields);
    ABOUT_A_FILE.forEach(kept::remove);
    return new OnMetaData(kept);
  }

  /**
   * A whole script tag: the fields as ECMA array with true count and end marker, which every player
   * reads.
   */
  public void writeTag(ByteBuf out, long timestampMs) {
    int start = out.writerIndex();
    TagLayout.writeHeader(out, TagType.SCRIPT, 0, timestampMs);
    Amf0Writer.writeString(out, NAME);
    Amf0Writer.writeEcmaArray(out, fields);
    int length = out.writerIndex() - start - TagLayout.HEADER;
    if (length > TagLayout.MAX_BODY) {
      throw new IllegalArgumentException("onMetaData of " + length + " bytes fits no tag");
    }
    out.setMedium(start + 1, length);
    TagLayout.writeTrailer(out, length);
  }

  /** 0 if not known, as in anything live. */
  public double durationSeconds() {
    return sane(fields.number("duration", 0), Double.MAX_VALUE);
  }

  public int width() {
    return (int) sane(fields.number("width", 0), 65_536);
  }

  public int height() {
    return (int) sane(fields.number("height", 0), 65_536);
  }

  /** 0 if not known. */
  public double framesPerSecond() {
    return sane(fields.number("framerate", 0), 1_000);
  }

  public int sampleRate() {
    return (int) sane(fields.number("audiosamplerate", 0), 1 << 24);
  }

  /** 0 if not known. */
  public int channels() {
    int channels = (int) sane(fields.number("audiochannels", 0), 255);
    if (channels > 0 || !fields.has("stereo")) {
      return channels;
    }
    return fields.bool("stereo", false) ? 2 : 1;
  }

  /** As in {@link FourCc}; 0 if absent or one of Flash's older codecs. */
  public int videoCodec() {
    int id = codecId("videocodecid");
    return id > LAST_CLASSIC_ID ? id : FourCc.ofVideoCodecId(id);
  }

  /** As in {@link FourCc}; 0 if absent or one of Flash's older codecs. */
  public int audioCodec() {
    int id = codecId("audiocodecid");
    return id > LAST_CLASSIC_ID ? id : FourCc.ofSoundFormat(id);
  }

  /** Numbers as most send them; some send the four letters. */
  private int codecId(String field) {
    String letters = fields.string(field, "");
    if (letters.length() == 4) {
      int id = 0;
      for (int i = 0; i < 4; i++) {
        id = id << 8 | (letters.charAt(i) & 0x7F);
      }
      return id;
    }
    return (int) sane(fields.number(field, 0), Integer.MAX_VALUE);
  }

  /** 0 for what is negative, not a number or more than there can be. */
  private static double sane(double value, double max) {
    return value > 0 && value <= max ? value : 0;
  }
}
