package tv.aircheck.flv.amf;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.Map;

/** Writes AMF0 values at a buffer's writer index. */
public final class Amf0Writer {
  private static final int LONGEST_SHORT_TEXT = 0xFFFF;

  private Amf0Writer() {}

  /**
   * Any value that {@link Amf0Reader#read} gives, and any number. What AMF0 has no form for (bytes)
   * goes as "unsupported".
   */
  public static void write(ByteBuf out, Object value) {
    if (value == null) {
      writeNull(out);
    } else if (value instanceof Number number) {
      writeNumber(out, number.doubleValue());
    } else if (value instanceof Boolean bool) {
      writeBoolean(out, bool);
    } else if (value instanceof String text) {
      writeString(out, text);
    } else if (value instanceof AmfObject object) {
      writeObject(out, object);
    } else if (value instanceof List<?> list) {
      writeStrictArray(out, list);
    } else if (value instanceof AmfDate date) {
      out.writeByte(Amf0Marker.DATE).writeDouble(date.epochMs()).writeShort(date.zoneMinutes());
    } else if (value instanceof AmfXml xml) {
      writeLongText(out.writeByte(Amf0Marker.XML), xml.text());
    } else if (value == AmfUndefined.UNDEFINED) {
      out.writeByte(Amf0Marker.UNDEFINED);
    } else if (value instanceof byte[]) {
      out.writeByte(Amf0Marker.UNSUPPORTED);
    } else {
      throw new IllegalArgumentException("no AMF0 form for " + value.getClass().getName());
    }
  }

  public static void writeNumber(ByteBuf out, double value) {
    out.writeByte(Amf0Marker.NUMBER).writeDouble(value);
  }

  public static void writeBoolean(ByteBuf out, boolean value) {
    out.writeByte(Amf0Marker.BOOLEAN).writeBoolean(value);
  }

  /** As a long string if it has to be. */
  public static void writeString(ByteBuf out, String value) {
    if (ByteBufUtil.utf8Bytes(value) > LONGEST_SHORT_TEXT) {
      writeLongText(out.writeByte(Amf0Marker.LONG_STRING), value);
    } else {
      writeText(out.writeByte(Amf0Marker.STRING), value);
    }
  }

  public static void writeNull(ByteBuf out) {
    out.writeByte(Amf0Marker.NULL);
  }

  /** As object, typed object or ECMA array, whichever it is. */
  public static void writeObject(ByteBuf out, AmfObject value) {
    if (value.isEcmaArray()) {
      writeEcmaArray(out, value);
      return;
    }
    if (value.className() == null) {
      out.writeByte(Amf0Marker.OBJECT);
    } else {
      writeText(out.writeByte(Amf0Marker.TYPED_OBJECT), value.className());
    }
    writeFields(out, value);
  }

  /** As ECMA array, whatever it is: the form all players know of onMetaData. */
  public static void writeEcmaArray(ByteBuf out, AmfObject value) {
    out.writeByte(Amf0Marker.ECMA_ARRAY).writeInt(value.size());
    writeFields(out, value);
  }

  public static void writeStrictArray(ByteBuf out, List<?> values) {
    out.writeByte(Amf0Marker.STRICT_ARRAY).writeInt(values.size());
    for (Object value : values) {
      write(out, value);
    }
  }

  private static void writeFields(ByteBuf out, AmfObject object) {
    for (Map.Entry<String, Object> field : object.fields().entrySet()) {
      writeText(out, field.getKey());
      write(out, field.getValue());
    }
    out.writeShort(0).writeByte(Amf0Marker.OBJECT_END);
  }

  private static void writeText(ByteBuf out, String text) {
    int length = ByteBufUtil.utf8Bytes(text);
    if (length > LONGEST_SHORT_TEXT) {
      throw new IllegalArgumentException("name of " + length + " bytes; the most is 65535");
    }
    ByteBufUtil.reserveAndWriteUtf8(out.writeShort(length), text, length);
  }

  private static void writeLongText(ByteBuf out, String text) {
    int length = ByteBufUtil.utf8Bytes(text);
    ByteBufUtil.reserveAndWriteUtf8(out.writeInt(length), text, length);
  }
}
