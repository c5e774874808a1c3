package tv.aircheck.flv.mp4;

import java.io.IOException;

/** A full box that is a counted table of entries of one size, written one by one. */
final class TableBox implements Box {
  /** Writes all entries, as many as were counted. */
  @FunctionalInterface
  interface Entries {
    void writeTo(BoxSink sink) throws IOException;
  }

  private final String type;
  private final int version;
  private final long count;
  private final int entryBytes;
  private final Entries entries;

  TableBox(String type, int version, long count, int entryBytes, Entries entries) {
    this.type = type;
    this.version = version;
    this.count = count;
    this.entryBytes = entryBytes;
    this.entries = entries;
  }

  @Override
  public long size() {
    return HEADER + FULL + 4 + count * entryBytes;
  }

  @Override
  public void writeTo(BoxSink sink) throws IOException {
    Box.writeHeader(sink, type, size());
    sink.room(FULL + 4).writeInt(version << 24).writeInt((int) count);
    entries.writeTo(sink);
  }
}
