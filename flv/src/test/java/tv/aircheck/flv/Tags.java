package tv.aircheck.flv;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Tags by the dozen for tests, on the heap. */
final class Tags {
  static final String AVC_HEADER =
      "17 00 000000 01f40028ffe1001b67f40028919680780227e270110000030001000003000a0f1832a001000568ce0f1920fff8f800";
  static final String AAC_HEADER = "af00 121056e500";
  static final String KEY = "17 01 000050 00000002 65 88";
  static final String INTER = "27 01 ffffd8 00000002 41 9a";
  static final String SOUND = "af01 2110 0500";
  static final String COLOR = "d4 68766331 02 0009 636f6c6f72496e666f 03 0000 09";

  private Tags() {}

  static ByteBuf bytes(String hex) {
    return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex.replace(" ", "")));
  }

  static int kind(int type, String hex) {
    ByteBuf body = bytes(hex);
    return TagKind.of(type, body, 0, body.readableBytes());
  }

  static ByteBuf tag(int type, long timestampMs, String hex) {
    ByteBuf out = Unpooled.buffer();
    put(out, type, timestampMs, hex);
    return out;
  }

  static void put(ByteBuf out, int type, long timestampMs, String hex) {
    ByteBuf body = bytes(hex);
    TagLayout.writeHeader(out, type, body.readableBytes(), timestampMs);
    int length = body.readableBytes();
    out.writeBytes(body);
    TagLayout.writeTrailer(out, length);
  }

  static void offer(StreamHeaders headers, int type, String hex) {
    offerReporting(headers, type, hex);
  }

  static boolean offerReporting(StreamHeaders headers, int type, String hex) {
    ByteBuf tag = tag(type, 0, hex);
    return headers.offer(kind(type, hex), tag, 0, tag.writerIndex());
  }

  /** Headers, then a picture every 40 ms, key each 25th, with a sound after each. */
  static ByteBuf log(int pictures) {
    ByteBuf out = Unpooled.buffer();
    put(
        out,
        TagType.SCRIPT,
        0,
        "02000a6f6e4d65746144617461 08 00000001 0005 7769647468 00 4094000000000000 000009");
    put(out, TagType.VIDEO, 0, AVC_HEADER);
    put(out, TagType.AUDIO, 0, AAC_HEADER);
    for (int i = 0; i < pictures; i++) {
      put(out, TagType.VIDEO, 40L * i, i % 25 == 0 ? KEY : INTER);
      put(out, TagType.AUDIO, 40L * i, SOUND);
    }
    return out;
  }
}
