package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;

/** The samples that one track run of a movie fragment lists. */
final class FragmentSamples implements SourceSamples {
  private static final int HAS_DURATION = 0x100;
  private static final int HAS_SIZE = 0x200;
  private static final int HAS_FLAGS = 0x400;
  private static final int HAS_COMPOSITION = 0x800;
  private static final int NOT_SYNC = 0x10000;

  private final ByteBuf buf;
  private final Defaults defaults;
  private final int flags;
  private final boolean firstSpecial;
  private final int firstFlags;
  private long left;
  private int at;
  private long decodedAt;
  private long offset;
  private boolean first = true;

  /** What a sample has that does not say otherwise. */
  record Defaults(long duration, long size, int flags, int description) {}

  /**
   * @param box the trun box
   * @param decodedAt of its first sample
   * @param base what its data offset counts from
   * @param following where it begins if it has none
   */
  FragmentSamples(
      ByteBuf buf, BoxCursor box, Defaults defaults, long decodedAt, long base, long following)
      throws CorruptMp4Exception {
    this.buf = buf;
    this.defaults = defaults;
    this.decodedAt = decodedAt;
    box.require(Box.FULL + 4);
    this.flags = buf.getMedium(box.start() + 1) & 0xFFFFFF;
    this.left = buf.getUnsignedInt(box.start() + Box.FULL);
    boolean placed = (flags & 1) != 0;
    this.firstSpecial = (flags & 4) != 0;
    int head = Box.FULL + 4 + (placed ? 4 : 0) + (firstSpecial ? 4 : 0);
    box.require(head);
    this.offset = placed ? base + buf.getInt(box.start() + Box.FULL + 4) : following;
    this.firstFlags = firstSpecial ? buf.getInt(box.start() + head - 4) : 0;
    this.at = box.start() + head;
    requireRoom(box, box.end() - at);
  }

  private void requireRoom(BoxCursor box, long bytes) throws CorruptMp4Exception {
    int each = 4 * Integer.bitCount(flags & 0xF00);
    boolean fits = each > 0 ? left <= bytes / each : left == 0 || defaults.size() > 0;
    if (!fits) {
      throw new CorruptMp4Exception("trun of %d samples in %d bytes".formatted(left, box.length()));
    }
  }

  @Override
  public SourceSample next() {
    if (left == 0) {
      return null;
    }
    left--;
    long duration = (flags & HAS_DURATION) == 0 ? defaults.duration() : unsigned();
    long size = (flags & HAS_SIZE) == 0 ? defaults.size() : unsigned();
    int told = (flags & HAS_FLAGS) == 0 ? defaults.flags() : (int) unsigned();
    int sampleFlags = first && firstSpecial ? firstFlags : told;
    int composition = (flags & HAS_COMPOSITION) == 0 ? 0 : (int) unsigned();
    SourceSample sample =
        new SourceSample(
            decodedAt,
            composition,
            offset,
            (int) Math.min(size, Integer.MAX_VALUE),
            (sampleFlags & NOT_SYNC) == 0,
            defaults.description());
    first = false;
    decodedAt += duration;
    offset += size;
    return sample;
  }

  private long unsigned() {
    long value = buf.getUnsignedInt(at);
    at += 4;
    return value;
  }

  /** When a sample behind those listed would be decoded; asked at the end. */
  long decodedAt() {
    return decodedAt;
  }

  /** Where a sample behind those listed would lie; asked at the end. */
  long offset() {
    return offset;
  }
}
