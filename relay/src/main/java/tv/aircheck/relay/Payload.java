package tv.aircheck.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/** Reads the fields of one payload in order, checking each. */
final class Payload {
  private static final int MAX_ID = 64;

  private final FrameType type;
  private final ByteBuf in;

  Payload(FrameType type, ByteBuf in) {
    this.type = type;
    this.in = in;
  }

  int u8() throws RelayException {
    need(1);
    return in.readUnsignedByte();
  }

  int u16() throws RelayException {
    need(2);
    return in.readUnsignedShort();
  }

  /** Any 32 bits. */
  int bits32() throws RelayException {
    need(4);
    return in.readInt();
  }

  /** Any 64 bits. */
  long bits64() throws RelayException {
    need(8);
    return in.readLong();
  }

  /** 32 bits that must be a number from {@code least} on. */
  int int32(String what, int least) throws RelayException {
    int value = bits32();
    if (value < least) {
      throw bad(what + " is " + Integer.toUnsignedString(value));
    }
    return value;
  }

  /** 64 bits that must be a number from {@code least} on. */
  long int64(String what, long least) throws RelayException {
    long value = bits64();
    if (value < least) {
      throw bad(what + " is " + value);
    }
    return value;
  }

  long position(String what) throws RelayException {
    return int64(what, 0);
  }

  byte[] bytes(int length) throws RelayException {
    need(length);
    byte[] bytes = new byte[length];
    in.readBytes(bytes);
    return bytes;
  }

  String string() throws RelayException {
    int length = u16();
    if (length > FrameWriter.MAX_STRING) {
      throw bad("a text of " + length + " bytes is too long");
    }
    need(length);
    if (!ByteBufUtil.isText(in, in.readerIndex(), length, StandardCharsets.UTF_8)) {
      throw bad("a text is not UTF-8");
    }
    return in.readCharSequence(length, StandardCharsets.UTF_8).toString();
  }

  /** Ids become parts of file names, so they are narrow. */
  String takeId() throws RelayException {
    String id = string();
    if (id.isEmpty() || id.length() > MAX_ID || !id.chars().allMatch(Payload::plain)) {
      throw bad("'" + id + "' is no take id");
    }
    return id;
  }

  private static boolean plain(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || c == '-'
        || c == '_';
  }

  /** The rest, retained; whoever gets it releases it. */
  ByteBuf run() throws RelayException {
    if (!in.isReadable()) {
      throw bad("no bytes follow");
    }
    return in.readRetainedSlice(in.readableBytes());
  }

  int remaining() {
    return in.readableBytes();
  }

  RelayException bad(String words) {
    return new RelayException(ErrorCode.PROTOCOL, type + ": " + words);
  }

  private void need(int length) throws RelayException {
    if (in.readableBytes() < length) {
      throw bad("cut short");
    }
  }
}
