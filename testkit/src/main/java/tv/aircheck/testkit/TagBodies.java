package tv.aircheck.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.Random;

/** Bodies of FLV tags, by the book, around payloads of noise. */
final class TagBodies {
  /** What x264 wrote for 320x180 and 640x360: two headers to change between. */
  private static final String[] AVC = {
    "0164000cffe100176764000cacb40a0cfcf0800000030080000019078a15500" + "1000568ef0472c0fdf8f800",
    "0164001effe100186764001eacb405017fcb080000030008000003019078b175" + "01000568ef0472c0fdf8f800"
  };

  /** What x265 wrote for 320x180, without its message to the world. */
  private static final String HEVC =
      "0101600000009000000000003cf000fcfdf8f800000f03200001001840010c01ffff0160"
          + "0000030090000003000003003cba02402100010028420101016000000300900000030000"
          + "03003ca00a080c1f3e5ba4a4c2e68080000003008000000c8422000100064401c073c189";

  private final Random random;

  TagBodies(Random random) {
    this.random = random;
  }

  byte[] metadata(LogShape shape) {
    ByteBuf out = Unpooled.buffer();
    writeName(out.writeByte(2), "onMetaData");
    out.writeByte(8).writeInt(3);
    writeNumber(out, "framerate", shape.video() == null ? 0 : shape.video().fps());
    writeNumber(out, "audiosamplerate", shape.audio() == null ? 0 : shape.audio().sampleRate());
    writeName(out, "encoder");
    writeName(out.writeByte(2), "generated " + shape.seed());
    return bytes(out.writeMedium(9));
  }

  byte[] videoHeader(VideoShape shape, int number) {
    if (shape.enhanced()) {
      return bytes(fourCc(0x90, "hvc1").writeBytes(hex(HEVC)));
    }
    ByteBuf out = Unpooled.buffer().writeByte(0x17).writeByte(0).writeMedium(0);
    return bytes(out.writeBytes(hex(AVC[number % AVC.length])));
  }

  byte[] videoFrame(VideoShape shape, boolean keyframe, int compositionMs) {
    int frameType = keyframe ? 1 : 2;
    ByteBuf out;
    if (!shape.enhanced()) {
      out = Unpooled.buffer().writeByte(frameType << 4 | 7).writeByte(1);
      out.writeMedium(compositionMs);
    } else if (compositionMs == 0) {
      out = fourCc(0x80 | frameType << 4 | 3, "hvc1");
    } else {
      out = fourCc(0x80 | frameType << 4 | 1, "hvc1").writeMedium(compositionMs);
    }
    byte[] unit = noise(keyframe ? 4 * shape.frameBytes() : shape.frameBytes());
    unit[0] = (byte) nalHeader(shape.enhanced(), keyframe);
    return bytes(out.writeInt(unit.length).writeBytes(unit));
  }

  private static int nalHeader(boolean hevc, boolean keyframe) {
    if (hevc) {
      return keyframe ? 19 << 1 : 1 << 1;
    }
    return keyframe ? 0x65 : 0x41;
  }

  byte[] audioHeader(AudioShape shape) {
    if (!shape.enhanced()) {
      return new byte[] {(byte) 0xAF, 0, 0x12, 0x10};
    }
    ByteBuf out = fourCc(0x90, "Opus").writeBytes("OpusHead".getBytes(US_ASCII));
    out.writeByte(1).writeByte(2).writeShortLE(312).writeIntLE(shape.sampleRate());
    return bytes(out.writeShortLE(0).writeByte(0));
  }

  byte[] audioFrame(AudioShape shape) {
    ByteBuf out =
        shape.enhanced() ? fourCc(0x91, "Opus") : Unpooled.buffer().writeByte(0xAF).writeByte(1);
    return bytes(out.writeBytes(noise(shape.frameBytes())));
  }

  /** Half to one and a half times the mean, so that sizes and positions are nowhere regular. */
  private byte[] noise(int meanBytes) {
    byte[] noise = new byte[Math.max(2, meanBytes / 2 + random.nextInt(meanBytes + 1))];
    random.nextBytes(noise);
    return noise;
  }

  private static ByteBuf fourCc(int firstByte, String fourCc) {
    return Unpooled.buffer().writeByte(firstByte).writeBytes(fourCc.getBytes(US_ASCII));
  }

  private static void writeNumber(ByteBuf out, String name, double value) {
    writeName(out, name);
    out.writeByte(0).writeDouble(value);
  }

  private static void writeName(ByteBuf out, String name) {
    out.writeShort(name.length()).writeBytes(name.getBytes(US_ASCII));
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static byte[] bytes(ByteBuf buffer) {
    return ByteBufUtil.getBytes(buffer);
  }
}
