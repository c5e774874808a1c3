package tv.aircheck.flv.amf;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one AMF3 value, as met inside AMF0, into the same plain values. Classes are never looked up
 * by name; what writes itself (externalizable) cannot be read. The tables of references live as
 * long as the value.
 */
final class Amf3Reader {
  private static final int UNDEFINED = 0x00;
  private static final int NULL = 0x01;
  private static final int FALSE = 0x02;
  private static final int TRUE = 0x03;
  private static final int INTEGER = 0x04;
  private static final int DOUBLE = 0x05;
  private static final int STRING = 0x06;
  private static final int XML_DOCUMENT = 0x07;
  private static final int DATE = 0x08;
  private static final int ARRAY = 0x09;
  private static final int OBJECT = 0x0A;
  private static final int XML = 0x0B;
  private static final int BYTE_ARRAY = 0x0C;
  private static final int VECTOR_INT = 0x0D;
  private static final int VECTOR_UINT = 0x0E;
  private static final int VECTOR_DOUBLE = 0x0F;
  private static final int VECTOR_OBJECT = 0x10;
  private static final int DICTIONARY = 0x11;

  private record Traits(String className, boolean dynamic, List<String> names) {}

  private final ByteBuf in;
  private final AmfBudget budget;
  private final AmfBudget.References references;
  private final List<String> strings = new ArrayList<>();
  private final List<Traits> traits = new ArrayList<>();

  Amf3Reader(ByteBuf in, AmfBudget budget) {
    this.in = in;
    this.budget = budget;
    this.references = budget.new References();
  }

  Object read() throws AmfException {
    AmfBudget.need(in, 1);
    budget.node();
    int marker = in.readUnsignedByte();
    return switch (marker) {
      case UNDEFINED -> AmfUndefined.UNDEFINED;
      case NULL -> null;
      case FALSE -> false;
      case TRUE -> true;
      case INTEGER -> (double) (u29() << 3 >> 3);
      case DOUBLE -> number();
      case STRING -> string();
      default -> structure(marker);
    };
  }

  private double number() throws AmfException {
    AmfBudget.need(in, 8);
    return in.readDouble();
  }

  /** What may be given by reference: the low bit of the number that follows says which. */
  private Object structure(int marker) throws AmfException {
    if (marker < XML_DOCUMENT || marker > DICTIONARY) {
      throw new AmfException(
          "unknown AMF3 marker " + marker + " at byte " + (in.readerIndex() - 1));
    }
    int head = u29();
    if ((head & 1) == 0) {
      return references.resolve(head >> 1);
    }
    int count = head >> 1;
    budget.enter();
    Object value =
        switch (marker) {
          case XML_DOCUMENT, XML -> noted(new AmfXml(budget.text(in, count)));
          case DATE -> noted(new AmfDate(number(), (short) 0));
          case ARRAY -> array(count);
          case OBJECT -> object(count);
          case BYTE_ARRAY -> bytes(count);
          case VECTOR_INT, VECTOR_UINT, VECTOR_DOUBLE -> numbers(marker, count);
          case VECTOR_OBJECT -> vector(count);
          default -> dictionary(count);
        };
    budget.leave();
    return value;
  }

  private Object noted(Object value) {
    references.complete(references.begin(value));
    return value;
  }

  private Object bytes(int count) throws AmfException {
    AmfBudget.need(in, count);
    byte[] bytes = new byte[count];
    in.readBytes(bytes);
    return noted(bytes);
  }

  /** A list, if it has no named values. */
  private Object array(int count) throws AmfException {
    String name = name();
    if (name.isEmpty()) {
      List<Object> values = new ArrayList<>();
      int reference = references.begin(values);
      elements(values, count);
      references.complete(reference);
      return values;
    }
    AmfObject array = AmfObject.ecmaArray();
    int reference = references.begin(array);
    while (!name.isEmpty()) {
      array.put(name, read());
      name = name();
    }
    AmfBudget.need(in, count);
    for (int i = 0; i < count; i++) {
      array.put(Integer.toString(i), read());
    }
    references.complete(reference);
    return array;
  }

  private void elements(List<Object> values, int count) throws AmfException {
    AmfBudget.need(in, count);
    for (int i = 0; i < count; i++) {
      values.add(read());
    }
  }

  private Object object(int head) throws AmfException {
    Traits shape = traits(head);
    AmfObject object =
        shape.className().isEmpty() ? AmfObject.object() : AmfObject.typed(shape.className());
    int reference = references.begin(object);
    for (String name : shape.names()) {
      object.put(name, read());
    }
    if (shape.dynamic()) {
      for (String name = name(); !name.isEmpty(); name = name()) {
        object.put(name, read());
      }
    }
    references.complete(reference);
    return object;
  }

  /**
   * The head's bits from the lowest: inline traits, externalizable, dynamic; then the number of
   * sealed names.
   */
  private Traits traits(int head) throws AmfException {
    if ((head & 1) == 0) {
      int index = head >> 1;
      if (index >= traits.size()) {
        throw new AmfException("reference to class " + index + " of " + traits.size());
      }
      return traits.get(index);
    }
    if ((head & 2) != 0) {
      throw new AmfException("object of a class that writes itself, at byte " + in.readerIndex());
    }
    int count = head >> 3;
    String className = name();
    AmfBudget.need(in, count);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      budget.node();
      names.add(name());
    }
    Traits inline = new Traits(className, (head & 4) != 0, names);
    traits.add(inline);
    return inline;
  }

  private Object numbers(int marker, int count) throws AmfException {
    int width = marker == VECTOR_DOUBLE ? 8 : 4;
    AmfBudget.need(in, 1 + (long) count * width);
    in.skipBytes(1);
    List<Object> values = new ArrayList<>();
    int reference = references.begin(values);
    for (int i = 0; i < count; i++) {
      budget.node();
      values.add(
          switch (marker) {
            case VECTOR_INT -> (double) in.readInt();
            case VECTOR_UINT -> (double) in.readUnsignedInt();
            default -> in.readDouble();
          });
    }
    references.complete(reference);
    return values;
  }

  private Object vector(int count) throws AmfException {
    AmfBudget.need(in, 1);
    in.skipBytes(1);
    string();
    List<Object> values = new ArrayList<>();
    int reference = references.begin(values);
    elements(values, count);
    references.complete(reference);
    return values;
  }

  private Object dictionary(int count) throws AmfException {
    AmfBudget.need(in, 1 + 2L * count);
    in.skipBytes(1);
    AmfObject values = AmfObject.object();
    int reference = references.begin(values);
    for (int i = 0; i < count; i++) {
      Object key = read();
      values.put(key instanceof String text ? AmfBudget.checkedName(text) : "key" + i, read());
    }
    references.complete(reference);
    return values;
  }

  private String name() throws AmfException {
    return AmfBudget.checkedName(string());
  }

  /** The empty string is never referred to. */
  private String string() throws AmfException {
    int head = u29();
    if ((head & 1) == 0) {
      int index = head >> 1;
      if (index >= strings.size()) {
        throw new AmfException("reference to text " + index + " of " + strings.size());
      }
      String text = strings.get(index);
      budget.repeat(text);
      return text;
    }
    String text = budget.text(in, head >> 1);
    if (!text.isEmpty()) {
      strings.add(text);
    }
    return text;
  }

  /** Up to three bytes of seven bits, then one of eight. */
  private int u29() throws AmfException {
    int value = 0;
    for (int i = 0; i < 3; i++) {
      AmfBudget.need(in, 1);
      int b = in.readUnsignedByte();
      if (b < 0x80) {
        return value << 7 | b;
      }
      value = value << 7 | (b & 0x7F);
    }
    AmfBudget.need(in, 1);
    return value << 8 | in.readUnsignedByte();
  }
}
