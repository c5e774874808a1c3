package tv.aircheck.rtmp.message;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import tv.aircheck.flv.amf.Amf0Reader;
import tv.aircheck.flv.amf.Amf0Writer;
import tv.aircheck.flv.amf.AmfException;
import tv.aircheck.flv.amf.AmfLimits;
import tv.aircheck.rtmp.RtmpMessage;

/** What publishers wrap round their data, taken off. */
public final class DataFrame {
  private static final int STRING = 0x02;
  private static final int STRING_HEADER = 3;
  private static final byte[] SET = "@setDataFrame".getBytes(US_ASCII);
  private static final byte[] CLEAR = "@clearDataFrame".getBytes(US_ASCII);

  private DataFrame() {}

  /**
   * The message as it is to be kept: of type 18, AMF0, without {@code @setDataFrame}.
   *
   * @return null if there is nothing to keep: {@code @clearDataFrame}, or no name in front
   * @throws AmfException if a message of type 15 cannot be read
   */
  public static RtmpMessage unwrap(RtmpMessage message) throws AmfException {
    RtmpMessage plain = message.typeId() == MessageType.DATA_AMF3 ? rewrite(message) : message;
    if (plain.length() < STRING_HEADER || plain.byteAt(0) != STRING || isNamed(plain, CLEAR)) {
      return null;
    }
    if (!isNamed(plain, SET)) {
      return plain;
    }
    int from = STRING_HEADER + SET.length;
    int length = plain.length() - from;
    return length == 0 || plain.byteAt(from) != STRING
        ? null
        : new MessagePart(plain, MessageType.DATA, plain.timestamp(), from, length);
  }

  private static boolean isNamed(RtmpMessage message, byte[] name) {
    if (message.length() < STRING_HEADER + name.length
        || (message.byteAt(1) << 8 | message.byteAt(2)) != name.length) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (message.byteAt(STRING_HEADER + i) != name[i]) {
        return false;
      }
    }
    return true;
  }

  private static RtmpMessage rewrite(RtmpMessage message) throws AmfException {
    ByteBuf body = Unpooled.buffer(message.length());
    message.copyTo(body);
    Amf0Reader in = Amf0Reader.ofAmf3Message(body, AmfLimits.MESSAGE);
    ByteBuf plain = Unpooled.buffer(message.length());
    while (in.hasMore()) {
      Amf0Writer.write(plain, in.read());
    }
    return RtmpMessage.of(MessageType.DATA, message.timestamp(), plain);
  }
}
