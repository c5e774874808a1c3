package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;

/** The samples that a sample table box lists. */
final class TableSamples implements SourceSamples {
  private final RunWalk steps;
  private final RunWalk compositions;
  private final Table keys;
  private final ChunkWalk chunks;
  private final Table sizes;
  private final long sameSize;
  private final long count;
  private long index;
  private int nextKey;
  private long decodedAt;

  /** Of an stbl box's tables; those that may be missing are empty then. */
  private TableSamples(Tables tables) {
    this.steps = new RunWalk(tables.steps);
    this.compositions = new RunWalk(tables.compositions);
    this.keys = tables.keys;
    this.chunks = new ChunkWalk(tables.chunkRuns, tables.offsets);
    this.sizes = tables.sizes;
    this.sameSize = tables.sameSize;
    this.count = tables.count;
  }

  private static final class Tables {
    Table steps = Table.NONE;
    Table compositions = Table.NONE;
    Table keys;
    Table chunkRuns = Table.NONE;
    Table offsets = Table.NONE;
    Table sizes = Table.NONE;
    long sameSize;
    long count;

    void read(ByteBuf buf, BoxCursor box) throws CorruptMp4Exception {
      switch (BoxCursor.text(box.type())) {
        case "stts" -> steps = Table.of(buf, box, 0, 8);
        case "ctts" -> compositions = Table.of(buf, box, 0, 8);
        case "stss" -> keys = Table.of(buf, box, 0, 4);
        case "stsc" -> chunkRuns = Table.of(buf, box, 0, 12);
        case "stco" -> offsets = Table.of(buf, box, 0, 4);
        case "co64" -> offsets = Table.of(buf, box, 0, 8);
        case "stsz" -> readSizes(buf, box);
        case "stz2" -> throw new CorruptMp4Exception("compact sample sizes (stz2) are not read");
        default -> {
          // What else there is does not matter for reading.
        }
      }
    }

    private void readSizes(ByteBuf buf, BoxCursor box) throws CorruptMp4Exception {
      box.require(Box.FULL + 8);
      sameSize = buf.getUnsignedInt(box.start() + Box.FULL);
      if (sameSize == 0) {
        sizes = Table.of(buf, box, 4, 4);
        count = sizes.count();
      } else {
        count = buf.getUnsignedInt(box.start() + Box.FULL + 4);
      }
    }
  }

  static TableSamples of(ByteBuf buf, BoxCursor stbl) throws CorruptMp4Exception {
    Tables tables = new Tables();
    BoxCursor boxes = new BoxCursor(buf, stbl);
    while (boxes.next()) {
      tables.read(buf, boxes);
    }
    return new TableSamples(tables);
  }

  @Override
  public SourceSample next() throws CorruptMp4Exception {
    if (index == count) {
      return null;
    }
    long size = sameSize > 0 ? sameSize : sizes.unsigned((int) index, 0);
    if (size > Integer.MAX_VALUE) {
      throw new CorruptMp4Exception("a sample of " + size + " bytes");
    }
    if (index > 0) {
      decodedAt += steps.unsigned();
    }
    if (!steps.next()) {
      throw new CorruptMp4Exception(
          "there are %d samples, and times for %d".formatted(count, index));
    }
    int composition = compositions.next() ? compositions.signed() : 0;
    index++;
    long offset = chunks.next((int) size);
    return new SourceSample(
        decodedAt, composition, offset, (int) size, isKey(), chunks.description());
  }

  private boolean isKey() {
    if (keys == null) {
      return true;
    }
    while (nextKey < keys.count() && keys.unsigned(nextKey, 0) < index) {
      nextKey++;
    }
    return nextKey < keys.count() && keys.unsigned(nextKey, 0) == index;
  }
}
