package tv.aircheck.flv;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * Reads the tags of an FLV file in large blocks, up to the end or to the first place that is not a
 * whole tag: whatever the file holds, nothing past its end is read and nothing but {@link
 * CorruptFlvException} (no FLV file at all) and the channel's own failures are thrown. Encrypted
 * tags are passed over. Not thread-safe.
 */
public final class FlvFileReader implements Closeable {
  private static final int BLOCK = 256 * 1024;
  private static final int FILE_HEADER_PROPER = 9;
  private static final int ENCRYPTED_BIT = 0x20;

  private final FileChannel file;
  private final long size;

  /** Grows to the largest tag met, which never exceeds what the file holds. */
  private ByteBuf block = Unpooled.buffer(BLOCK);

  /** Where in the file the block's first byte is. */
  private long blockStart;

  private long tagOffset;
  private int tagAt;
  private int tagLength;
  private long next;
  private String damage;

  /**
   * Reads the file's header and stands before the first tag.
   *
   * @param file taken over once this returns: {@link #close} closes it. Its position is neither
   *     used nor moved; what is appended to it later is not seen
   * @throws CorruptFlvException if it does not begin as an FLV file does, or is cut within its own
   *     header
   */
  public FlvFileReader(FileChannel file) throws IOException {
    this.file = file;
    this.size = file.size();
    this.next = readFileHeader();
  }

  private long readFileHeader() throws IOException {
    if (!load(0, FILE_HEADER_PROPER)) {
      throw new CorruptFlvException("no FLV file: it has only " + size + " bytes");
    }
    if (block.getMedium(0) != ('F' << 16 | 'L' << 8 | 'V')) {
      throw new CorruptFlvException(
          String.format("no FLV file: it begins with 0x%06x", block.getUnsignedMedium(0)));
    }
    long firstTag = block.getUnsignedInt(5) + TagLayout.TRAILER;
    if (firstTag < TagLayout.FILE_HEADER || firstTag > size) {
      throw new CorruptFlvException(
          "no FLV file: header of " + block.getUnsignedInt(5) + " bytes in a file of " + size);
    }
    return firstTag;
  }

  /** Moves to the next tag; false at the end of the whole tags. */
  public boolean next() throws IOException {
    while (damage == null && next < size) {
      damage = damageAt(next);
      if (damage == null) {
        tagOffset = next;
        tagAt = (int) (tagOffset - blockStart);
        tagLength = TagLayout.tagLength(block, tagAt);
        next += tagLength;
        if ((TagLayout.type(block, tagAt) & ENCRYPTED_BIT) == 0) {
          return true;
        }
      }
    }
    return false;
  }

  /** Null if there is a whole tag, which then is in the block. */
  private String damageAt(long offset) throws IOException {
    if (!load(offset, TagLayout.HEADER)) {
      return "torn tag header at " + offset;
    }
    int at = (int) (offset - blockStart);
    int type = TagLayout.type(block, at);
    if (!TagType.isKnown(type & ~ENCRYPTED_BIT)) {
      return "no tag at " + offset + ": type " + type;
    }
    if (block.getUnsignedMedium(at + 8) != 0) {
      return "no tag at " + offset + ": stream id " + block.getUnsignedMedium(at + 8);
    }
    int length = TagLayout.tagLength(block, at);
    if (!load(offset, length)) {
      return "torn tag at " + offset + ": " + (size - offset) + " bytes of " + length;
    }
    at = (int) (offset - blockStart);
    long backPointer = block.getUnsignedInt(at + length - TagLayout.TRAILER);
    if (backPointer != length - TagLayout.TRAILER) {
      return "tag at " + offset + " of " + length + " bytes has back pointer " + backPointer;
    }
    return null;
  }

  /** Brings a range of the file into the block, and what follows it as far as there is room. */
  private boolean load(long offset, int length) throws IOException {
    if (offset > size - length) {
      return false;
    }
    boolean held = offset >= blockStart && offset + length <= blockStart + block.writerIndex();
    if (held) {
      return true;
    }
    keepFrom(offset);
    block.ensureWritable(Math.max(0, length - block.writerIndex()));
    while (block.writerIndex() < length) {
      int room = (int) Math.min(block.writableBytes(), size - blockStart - block.writerIndex());
      int read = block.writeBytes(file, blockStart + block.writerIndex(), room);
      if (read <= 0) {
        // Shorter than it was when it was opened.
        return false;
      }
    }
    return true;
  }

  /** Moves what the block has of the file from an offset on to its front. */
  private void keepFrom(long offset) {
    long held = blockStart + block.writerIndex();
    if (offset >= blockStart && offset < held) {
      block.readerIndex((int) (offset - blockStart)).discardReadBytes();
    } else {
      block.clear();
    }
    blockStart = offset;
  }

  /**
   * Goes on at an offset of the file where a tag begins; forgets damage that was found.
   *
   * @param offset not before the end of the file's header
   */
  public void seek(long offset) {
    if (offset < TagLayout.FILE_HEADER) {
      throw new IllegalArgumentException("no tag begins at " + offset);
    }
    next = offset;
    damage = null;
  }

  public int type() {
    return TagLayout.type(block, tagAt);
  }

  /** 0 to 2^32 - 1. */
  public long timestampMs() {
    return TagLayout.timestampMs(block, tagAt);
  }

  /** To be asked with {@link TagKind}. */
  public int kind() {
    return TagKind.of(type(), block, tagAt + TagLayout.HEADER, tagLength - TagLayout.OVERHEAD);
  }

  /** Of the tag's first byte in the file. */
  public long offset() {
    return tagOffset;
  }

  /**
   * The tag in the reader's buffer, from header to back pointer; valid until the next call of
   * {@link #next}.
   */
  public ByteBuf tag() {
    return block.slice(tagAt, tagLength);
  }

  /** The tag's body in the reader's buffer; valid until the next call of {@link #next}. */
  public ByteBuf body() {
    return block.slice(tagAt + TagLayout.HEADER, tagLength - TagLayout.OVERHEAD);
  }

  /**
   * Reads on to the end of the whole tags and says where in the file that is: a torn file is to be
   * cut there.
   */
  public long wholeTagsEnd() throws IOException {
    boolean more = true;
    while (more) {
      more = next();
    }
    return next;
  }

  /**
   * Why the whole tags end before the file does; null if they do not, or were not read to their end
   * yet.
   */
  public String damage() {
    return damage;
  }

  @Override
  public void close() throws IOException {
    block.release();
    file.close();
  }
}
