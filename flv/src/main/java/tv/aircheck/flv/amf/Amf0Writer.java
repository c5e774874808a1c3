package tv.aircheck.flv.amf;

import io.netty.buffer.ByteBuf;
import java.util.List;

/** Writes AMF0 values at a buffer's writer index. */
@SuppressWarnings("DoNotCallSuggester")
public final class Amf0Writer {
  private Amf0Writer() {}

  /** Any value that {@link Amf0Reader#read} gives, any number, and a list or object of them. */
  public static void write(ByteBuf out, Object value) {
    throw new UnsupportedOperationException();
  }

  public static void writeNumber(ByteBuf out, double value) {
    throw new UnsupportedOperationException();
  }

  public static void writeBoolean(ByteBuf out, boolean value) {
    throw new UnsupportedOperationException();
  }

  public static void writeString(ByteBuf out, String value) {
    throw new UnsupportedOperationException();
  }

  public static void writeNull(ByteBuf out) {
    throw new UnsupportedOperationException();
  }

  /** As object, typed object or ECMA array, whichever it is. */
  public static void writeObject(ByteBuf out, AmfObject value) {
    throw new UnsupportedOperationException();
  }

  /** As ECMA array, whatever it is: the form all players know of onMetaData. */
  public static void writeEcmaArray(ByteBuf out, AmfObject value) {
    throw new UnsupportedOperationException();
  }

  public static void writeStrictArray(ByteBuf out, List<?> values) {
    throw new UnsupportedOperationException();
  }
}
