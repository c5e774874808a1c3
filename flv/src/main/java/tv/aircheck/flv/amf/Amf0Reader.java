package tv.aircheck.flv.amf;

import io.netty.buffer.ByteBuf;

/**
 * Reads AMF0 values from a message, lenient towards what encoders get wrong, strict about sizes.
 * Values come as Double, Boolean, String, {@link AmfObject}, {@code List<Object>}, {@link AmfDate},
 * {@link AmfXml}, {@code byte[]} (AMF3 only), {@link AmfUndefined} and null.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Amf0Reader {
  /** Reads from the buffer's reader index on, and moves it. Borrows the buffer. */
  public Amf0Reader(ByteBuf in, AmfLimits limits) {
    throw new UnsupportedOperationException();
  }

  /**
   * For messages of types 15 and 17: skips the selector byte that most, but not all, senders put
   * first.
   */
  public static Amf0Reader ofAmf3Message(ByteBuf in, AmfLimits limits) {
    throw new UnsupportedOperationException();
  }

  public boolean hasMore() {
    throw new UnsupportedOperationException();
  }

  public Object read() throws AmfException {
    throw new UnsupportedOperationException();
  }
}
