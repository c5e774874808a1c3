package tv.aircheck.flv.amf;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads AMF0 values from a message, lenient towards what encoders get wrong, strict about sizes.
 * Values come as Double, Boolean, String, {@link AmfObject}, {@code List<Object>}, {@link AmfDate},
 * {@link AmfXml}, {@code byte[]} (AMF3 only), {@link AmfUndefined} and null. The limits hold for
 * all values of one reader together.
 */
public final class Amf0Reader {
  private final ByteBuf in;
  private final AmfBudget budget;
  private final AmfBudget.References references;

  /** Reads from the buffer's reader index on, and moves it. Borrows the buffer. */
  public Amf0Reader(ByteBuf in, AmfLimits limits) {
    this.in = in;
    this.budget = new AmfBudget(limits);
    this.references = budget.new References();
  }

  /**
   * For messages of types 15 and 17: skips the selector byte that most, but not all, senders put
   * first.
   */
  public static Amf0Reader ofAmf3Message(ByteBuf in, AmfLimits limits) {
    int at = in.readerIndex();
    // A number, which 0 would begin otherwise, is never the first value: that is a name.
    if (in.isReadable() && in.getByte(at) == 0) {
      in.readerIndex(at + 1);
    }
    return new Amf0Reader(in, limits);
  }

  public boolean hasMore() {
    return in.isReadable();
  }

  /**
   * The next value.
   *
   * @throws AmfException if there is none or it makes no sense or breaks a limit; the reader is of
   *     no use afterwards
   */
  public Object read() throws AmfException {
    AmfBudget.need(in, 1);
    return value(in.readUnsignedByte());
  }

  private Object value(int marker) throws AmfException {
    budget.node();
    return switch (marker) {
      case Amf0Marker.NUMBER -> number();
      case Amf0Marker.BOOLEAN -> {
        AmfBudget.need(in, 1);
        yield in.readByte() != 0;
      }
      case Amf0Marker.STRING -> shortText();
      case Amf0Marker.OBJECT -> fields(AmfObject.object());
      case Amf0Marker.NULL -> null;
      case Amf0Marker.UNDEFINED, Amf0Marker.UNSUPPORTED -> AmfUndefined.UNDEFINED;
      case Amf0Marker.REFERENCE -> {
        AmfBudget.need(in, 2);
        yield references.resolve(in.readUnsignedShort());
      }
      case Amf0Marker.ECMA_ARRAY -> {
        // The count is but a hint, and often a wrong one.
        AmfBudget.need(in, 4);
        in.skipBytes(4);
        yield fields(AmfObject.ecmaArray());
      }
      case Amf0Marker.STRICT_ARRAY -> strictArray();
      case Amf0Marker.DATE -> {
        AmfBudget.need(in, 10);
        yield new AmfDate(in.readDouble(), in.readShort());
      }
      case Amf0Marker.LONG_STRING -> longText();
      case Amf0Marker.XML -> new AmfXml(longText());
      case Amf0Marker.TYPED_OBJECT -> fields(AmfObject.typed(name()));
      case Amf0Marker.AMF3 -> new Amf3Reader(in, budget).read();
      default ->
          throw new AmfException("unknown marker " + marker + " at byte " + (in.readerIndex() - 1));
    };
  }

  private Double number() throws AmfException {
    AmfBudget.need(in, 8);
    return in.readDouble();
  }

  private String shortText() throws AmfException {
    AmfBudget.need(in, 2);
    return budget.text(in, in.readUnsignedShort());
  }

  private String name() throws AmfException {
    return AmfBudget.checkedName(shortText());
  }

  private String longText() throws AmfException {
    AmfBudget.need(in, 4);
    return budget.text(in, in.readUnsignedInt());
  }

  /**
   * Ends at the end marker or, since homemade encoders forget it, where the message ends between
   * two fields.
   */
  private AmfObject fields(AmfObject object) throws AmfException {
    budget.enter();
    int reference = references.begin(object);
    while (in.isReadable()) {
      String name = name();
      if (!in.isReadable() && name.isEmpty()) {
        break;
      }
      AmfBudget.need(in, 1);
      int marker = in.readUnsignedByte();
      if (marker == Amf0Marker.OBJECT_END && name.isEmpty()) {
        break;
      }
      object.put(name, value(marker));
    }
    references.complete(reference);
    budget.leave();
    return object;
  }

  private List<Object> strictArray() throws AmfException {
    AmfBudget.need(in, 4);
    long count = in.readUnsignedInt();
    AmfBudget.need(in, count);
    budget.enter();
    List<Object> values = new ArrayList<>(Math.min((int) count, 1024));
    int reference = references.begin(values);
    for (long i = 0; i < count; i++) {
      values.add(read());
    }
    references.complete(reference);
    budget.leave();
    return values;
  }
}
