package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.function.Consumer;
import tv.aircheck.flv.codec.Ac3Config;
import tv.aircheck.flv.codec.FlacConfig;
import tv.aircheck.flv.codec.FourCc;
import tv.aircheck.flv.codec.OpusHead;

/** The box in a sample entry that holds a sound codec's own words: esds, dOps, dfLa, dac3, dec3. */
final class AudioConfig {
  private static final int OBJECT_AAC = 0x40;
  private static final int OBJECT_MP3 = 0x6B;

  /** MP3 at the lower rates is MPEG-2's. */
  private static final int OBJECT_MP3_LOW = 0x69;

  private static final int HIGHEST_LOW_RATE = 24_000;
  private static final int AUDIO_STREAM = 0x15;
  private static final int LONG_LENGTH = 0x7F;

  private AudioConfig() {}

  static Box box(CodecSetup setup, int rate) throws UnsupportedInMp4Exception {
    byte[] config = setup.config();
    return switch (setup.fourCc()) {
      case FourCc.AAC -> esds(OBJECT_AAC, config);
      case FourCc.MP3 -> esds(rate > HIGHEST_LOW_RATE ? OBJECT_MP3 : OBJECT_MP3_LOW, new byte[0]);
      case FourCc.OPUS -> opus(config);
      case FourCc.FLAC -> flac(config);
      case FourCc.AC3 -> ofFrame("dac3", Ac3Config.dac3(setup.firstFrame()));
      default -> ofFrame("dec3", Ac3Config.dec3(setup.firstFrame()));
    };
  }

  private static Box ofFrame(String type, byte[] payload) throws UnsupportedInMp4Exception {
    if (payload.length == 0) {
      throw new UnsupportedInMp4Exception(
          "the first AC-3 frame of this show is damaged, and MP4 needs what it says");
    }
    return Box.of(type, out -> out.writeBytes(payload));
  }

  /** The elementary stream descriptor of ISO/IEC 14496-1. */
  private static Box esds(int objectType, byte[] specific) {
    Consumer<ByteBuf> decoder =
        out -> {
          out.writeByte(objectType).writeByte(AUDIO_STREAM);
          // Size of the decoder's buffer and bit rates: not known.
          out.writeMedium(0).writeInt(0).writeInt(0);
          if (specific.length > 0) {
            descriptor(out, 5, inner -> inner.writeBytes(specific));
          }
        };
    return Box.full(
        "esds",
        0,
        0,
        out ->
            descriptor(
                out,
                3,
                stream -> {
                  stream.writeShort(0).writeByte(0);
                  descriptor(stream, 4, decoder);
                  descriptor(stream, 6, inner -> inner.writeByte(2));
                }));
  }

  private static void descriptor(ByteBuf out, int tag, Consumer<ByteBuf> content) {
    ByteBuf inner = Unpooled.buffer();
    content.accept(inner);
    int length = inner.readableBytes();
    out.writeByte(tag);
    for (int shift = 21; shift > 0; shift -= 7) {
      if (length >> shift > 0) {
        out.writeByte(0x80 | (length >> shift & LONG_LENGTH));
      }
    }
    out.writeByte(length & LONG_LENGTH).writeBytes(inner);
  }

  /** An OpusHead with its numbers the other way round. */
  private static Box opus(byte[] config) {
    OpusHead head = OpusHead.of(config);
    return Box.of(
        "dOps",
        out -> {
          out.writeByte(0).writeByte(head.channels()).writeShort(head.preSkip());
          out.writeInt(head.inputRate()).writeShort(head.gain());
          out.writeByte(head.family()).writeBytes(head.mapping());
        });
  }

  private static Box flac(byte[] config) throws UnsupportedInMp4Exception {
    byte[] info = FlacConfig.streamInfo(config);
    if (info.length == 0) {
      throw new UnsupportedInMp4Exception("the FLAC header of this show is damaged");
    }
    byte[] last = Arrays.copyOf(new byte[] {(byte) 0x80, 0, 0, (byte) info.length}, 4);
    return Box.full("dfLa", 0, 0, out -> out.writeBytes(last).writeBytes(info));
  }
}
