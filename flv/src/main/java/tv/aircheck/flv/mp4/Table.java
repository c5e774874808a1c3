package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;

/**
 * The entries of a table box.
 *
 * @param start of the first entry
 * @param version of the box
 */
record Table(ByteBuf buf, int start, int count, int entryBytes, int version) {
  static final Table NONE = new Table(null, 0, 0, 0, 0);

  /**
   * Of the box a cursor is at.
   *
   * @param before bytes between version and count
   * @throws CorruptMp4Exception if it is said to hold more than it does
   */
  static Table of(ByteBuf buf, BoxCursor box, int before, int entryBytes)
      throws CorruptMp4Exception {
    int head = Box.FULL + before + 4;
    box.require(head);
    long count = buf.getUnsignedInt(box.start() + head - 4);
    if (count > (box.length() - head) / entryBytes) {
      throw new CorruptMp4Exception(
          "table %s of %d entries in %d bytes"
              .formatted(BoxCursor.text(box.type()), count, box.length()));
    }
    int version = buf.getByte(box.start());
    return new Table(buf, box.start() + head, (int) count, entryBytes, version);
  }

  long unsigned(int entry, int field) {
    return buf.getUnsignedInt(at(entry, field));
  }

  int signed(int entry, int field) {
    return buf.getInt(at(entry, field));
  }

  long wide(int entry) {
    return entryBytes == 8 ? buf.getLong(at(entry, 0)) : unsigned(entry, 0);
  }

  private int at(int entry, int field) {
    return start + entry * entryBytes + 4 * field;
  }
}
