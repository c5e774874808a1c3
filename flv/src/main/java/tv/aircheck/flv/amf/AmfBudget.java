package tv.aircheck.flv.amf;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a reader may still build, and the structures it has met, which later values may refer to.
 */
final class AmfBudget {
  /** No letter takes more than three bytes, and a name has 65,535 bytes at the most. */
  private static final int LONGEST_NAME = 0xFFFF / 3;

  private final AmfLimits limits;
  private int depth;
  private long nodes;
  private long textBytes;

  AmfBudget(AmfLimits limits) {
    this.limits = limits;
    this.nodes = limits.nodes();
    this.textBytes = limits.textBytes();
  }

  void node() throws AmfException {
    take(1, 0);
  }

  private void take(long moreNodes, long moreTextBytes) throws AmfException {
    nodes -= moreNodes;
    textBytes -= moreTextBytes;
    if (nodes < 0) {
      throw new AmfException("more than " + limits.nodes() + " values");
    }
    if (textBytes < 0) {
      throw new AmfException("more than " + limits.textBytes() + " bytes of text");
    }
  }

  void enter() throws AmfException {
    if (++depth > limits.depth()) {
      throw new AmfException("nested deeper than " + limits.depth());
    }
  }

  void leave() {
    depth--;
  }

  /** Text that was read before and is repeated by a reference. */
  void repeat(String text) throws AmfException {
    take(0, text.length());
  }

  String text(ByteBuf in, long length) throws AmfException {
    need(in, length);
    take(0, length);
    return in.readCharSequence((int) length, StandardCharsets.UTF_8).toString();
  }

  /** The name of a field or a class, if it is not too long to be written again. */
  static String checkedName(String name) throws AmfException {
    if (name.length() > LONGEST_NAME) {
      throw new AmfException("name of " + name.length() + " letters; the most is " + LONGEST_NAME);
    }
    return name;
  }

  static void need(ByteBuf in, long bytes) throws AmfException {
    if (bytes > in.readableBytes()) {
      throw new AmfException(
          "ends at byte "
              + in.writerIndex()
              + ": "
              + bytes
              + " more wanted at "
              + in.readerIndex());
    }
  }

  /**
   * Objects and arrays in the order they began; a reference costs what building its target anew
   * would.
   */
  final class References {
    private final List<Entry> entries = new ArrayList<>();

    /** To be called as a structure begins, with the structure still empty. */
    int begin(Object target) {
      entries.add(new Entry(target, nodes, textBytes));
      return entries.size() - 1;
    }

    void complete(int index) {
      Entry entry = entries.get(index);
      entry.nodes -= nodes;
      entry.textBytes -= textBytes;
      entry.complete = true;
    }

    /**
     * A structure within itself comes out as undefined: nobody could print, compare or write it.
     */
    Object resolve(int index) throws AmfException {
      if (index >= entries.size()) {
        throw new AmfException("reference to structure " + index + " of " + entries.size());
      }
      Entry entry = entries.get(index);
      if (!entry.complete) {
        return AmfUndefined.UNDEFINED;
      }
      take(entry.nodes, entry.textBytes);
      return entry.target;
    }
  }

  private static final class Entry {
    final Object target;

    /** What was left as it began; what it cost once it is complete. */
    long nodes;

    long textBytes;
    boolean complete;

    Entry(Object target, long nodes, long textBytes) {
      this.target = target;
      this.nodes = nodes;
      this.textBytes = textBytes;
    }
  }
}
