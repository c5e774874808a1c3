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

  static final String VIDEO_CODEC = "videocodecid";
  static final String AUDIO_CODEC = "audiocodecid";
  private static final int EX_VIDEO = 0x80;
  private static final int EX_AUDIO = 9;

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
   * These fields with a track's codec as it is, whatever was said: players take a track without a
   * codec id for absent, and wait for one that has an id.
   *
   * @param type {@link TagType#VIDEO} or {@link TagType#AUDIO}
   * @param id see {@link #codecId}; negative if there is no such track
   */
  public OnMetaData withCodec(int type, long id) {
    String field = type == TagType.VIDEO ? VIDEO_CODEC : AUDIO_CODEC;
    AmfObject told = AmfObject.ecmaArray().putAll(fields);
    return new OnMetaData(id < 0 ? told.remove(field) : told.put(field, (double) id));
  }

  /**
   * How the codec of an audio or video body is told: by the number that classic tags have for it,
   * or by its FourCC, unsigned. Reads nothing outside {@code [bodyStart, bodyStart + bodyLength)}.
   *
   * @return -1 if the body does not say
   */
  public static long codecId(int type, ByteBuf buf, int bodyStart, int bodyLength) {
    if (bodyLength == 0) {
      return -1;
    }
    boolean video = type == TagType.VIDEO;
    int first = buf.getUnsignedByte(bodyStart);
    boolean enhanced = video ? first >= EX_VIDEO : first >> 4 == EX_AUDIO;
    if (!enhanced) {
      return video ? first & 15 : first >> 4;
    }
    MediaBody tracks = new MediaBody().reset(type, buf, bodyStart, bodyLength);
    return tracks.nextTrack() ? Integer.toUnsignedLong(tracks.codec()) : -1;
  }

  /**
   * A whole script tag: the fields as ECMA array with true count and end marker, which every player
   * reads.
   */
  public void writeTag(ByteBuf out, long timestampMs) {
    int start = out.writerIndex();
    TagLayout.writeHeader(out, TagType.SCRIPT, 0, timestampMs);
    writeBody(out);
    int length = out.writerIndex() - start - TagLayout.HEADER;
    if (length > TagLayout.MAX_BODY) {
      throw new IllegalArgumentException("onMetaData of " + length + " bytes fits no tag");
    }
    out.setMedium(start + 1, length);
    TagLayout.writeTrailer(out, length);
  }

  /** What stands in a script tag or a data message. */
  public void writeBody(ByteBuf out) {
    Amf0Writer.writeString(out, NAME);
    Amf0Writer.writeEcmaArray(out, fields);
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
    int id = codecId(VIDEO_CODEC);
    return id > LAST_CLASSIC_ID ? id : FourCc.ofVideoCodecId(id);
  }

  /** As in {@link FourCc}; 0 if absent or one of Flash's older codecs. */
  public int audioCodec() {
    int id = codecId(AUDIO_CODEC);
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
