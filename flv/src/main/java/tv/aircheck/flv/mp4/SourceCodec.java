package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import tv.aircheck.flv.codec.FourCc;

/**
 * A sample entry as a sequence header has it.
 *
 * @param fourCc see {@link FourCc}
 */
@SuppressWarnings("ArrayRecordComponent") // written to tags, never compared
record SourceCodec(int fourCc, byte[] config) {
  private static final int PICTURE_HEAD = 78;
  private static final int SOUND_HEAD = 28;
  private static final int QUICKTIME_1 = 16;
  private static final int QUICKTIME_2 = 36;
  private static final int DESCRIPTOR_DECODER = 4;
  private static final int DESCRIPTOR_STREAM = 3;
  private static final int DESCRIPTOR_SPECIFIC = 5;
  private static final byte[] NONE = {};

  /** Of the sample entry a cursor is at. */
  static SourceCodec of(ByteBuf buf, BoxCursor entry) throws CorruptMp4Exception {
    return switch (BoxCursor.text(entry.type())) {
      case "avc1", "avc3" -> new SourceCodec(FourCc.AVC, picture(buf, entry, "avcC"));
      case "hvc1", "hev1" -> new SourceCodec(FourCc.HEVC, picture(buf, entry, "hvcC"));
      case "av01" -> new SourceCodec(FourCc.AV1, picture(buf, entry, "av1C"));
      case "vp09" -> new SourceCodec(FourCc.VP9, tail(picture(buf, entry, "vpcC"), Box.FULL));
      case "mp4a" -> esds(sound(buf, entry, "esds"));
      case ".mp3" -> new SourceCodec(FourCc.MP3, NONE);
      case "Opus" -> new SourceCodec(FourCc.OPUS, opusHead(sound(buf, entry, "dOps")));
      case "fLaC" -> new SourceCodec(FourCc.FLAC, tail(sound(buf, entry, "dfLa"), Box.FULL + 4));
      case "ac-3" -> new SourceCodec(FourCc.AC3, NONE);
      case "ec-3" -> new SourceCodec(FourCc.EAC3, NONE);
      default ->
          throw new CorruptMp4Exception(
              "the codec %s is not one that can be recorded"
                  .formatted(BoxCursor.text(entry.type())));
    };
  }

  private static byte[] picture(ByteBuf buf, BoxCursor entry, String box)
      throws CorruptMp4Exception {
    entry.require(PICTURE_HEAD);
    return config(buf, entry.start() + PICTURE_HEAD, entry.end(), box);
  }

  private static byte[] sound(ByteBuf buf, BoxCursor entry, String box) throws CorruptMp4Exception {
    entry.require(SOUND_HEAD);
    int version = buf.getUnsignedShort(entry.start() + 8);
    int more = version == 1 ? QUICKTIME_1 : version == 2 ? QUICKTIME_2 : 0;
    entry.require(SOUND_HEAD + more);
    return config(buf, entry.start() + SOUND_HEAD + more, entry.end(), box);
  }

  private static byte[] config(ByteBuf buf, int from, int to, String box)
      throws CorruptMp4Exception {
    BoxCursor boxes = new BoxCursor(buf, from, to);
    while (boxes.next()) {
      if (boxes.is(box)) {
        return ByteBufUtil.getBytes(buf, boxes.start(), boxes.length());
      }
      if (boxes.is("wave")) {
        // QuickTime puts one more box round it.
        return config(buf, boxes.start(), boxes.end(), box);
      }
    }
    throw new CorruptMp4Exception("a sample entry without its " + box);
  }

  private static byte[] tail(byte[] bytes, int from) throws CorruptMp4Exception {
    if (bytes.length < from) {
      throw new CorruptMp4Exception("a codec's box of " + bytes.length + " bytes");
    }
    return java.util.Arrays.copyOfRange(bytes, from, bytes.length);
  }

  private static SourceCodec esds(byte[] box) throws CorruptMp4Exception {
    ByteBuf in = Unpooled.wrappedBuffer(tail(box, Box.FULL));
    int objectType = 0;
    while (in.readableBytes() > 2) {
      int tag = in.readUnsignedByte();
      int length = descriptorLength(in);
      if (tag == DESCRIPTOR_STREAM && in.readableBytes() >= 3) {
        int flags = in.skipBytes(2).readUnsignedByte();
        int more = ((flags & 0x80) != 0 ? 2 : 0) + ((flags & 0x20) != 0 ? 2 : 0);
        in.skipBytes(Math.min(more, in.readableBytes()));
      } else if (tag == DESCRIPTOR_DECODER && in.readableBytes() >= 13) {
        objectType = in.readUnsignedByte();
        in.skipBytes(12);
      } else if (tag == DESCRIPTOR_SPECIFIC && length <= in.readableBytes()) {
        return ofObject(objectType, ByteBufUtil.getBytes(in, in.readerIndex(), length));
      } else {
        in.skipBytes(Math.min(length, in.readableBytes()));
      }
    }
    return ofObject(objectType, NONE);
  }

  private static int descriptorLength(ByteBuf in) {
    int length = 0;
    for (int i = 0; i < 4 && in.isReadable(); i++) {
      int part = in.readUnsignedByte();
      length = length << 7 | (part & 0x7F);
      if (part < 0x80) {
        break;
      }
    }
    return length;
  }

  private static SourceCodec ofObject(int objectType, byte[] specific) throws CorruptMp4Exception {
    return switch (objectType) {
      case 0x40, 0x66, 0x67, 0x68 -> {
        if (specific.length < 2) {
          throw new CorruptMp4Exception("AAC without its configuration");
        }
        yield new SourceCodec(FourCc.AAC, specific);
      }
      case 0x69, 0x6B -> new SourceCodec(FourCc.MP3, NONE);
      default ->
          throw new CorruptMp4Exception(
              "sound of object type 0x%02x is not one that can be recorded".formatted(objectType));
    };
  }

  private static byte[] opusHead(byte[] box) throws CorruptMp4Exception {
    if (box.length < 11) {
      throw new CorruptMp4Exception("dOps of " + box.length + " bytes");
    }
    ByteBuf in = Unpooled.wrappedBuffer(box).skipBytes(1);
    ByteBuf out = Unpooled.buffer();
    out.writeCharSequence("OpusHead", StandardCharsets.US_ASCII);
    out.writeByte(1).writeByte(in.readByte());
    out.writeShortLE(in.readShort()).writeIntLE(in.readInt()).writeShortLE(in.readShort());
    out.writeBytes(in);
    return ByteBufUtil.getBytes(out);
  }
}
