package tv.aircheck.playback;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.storage.StorageException;

/** Reads runs of whole tags out of segments. Blocks; any thread. */
public final class TagRuns {
  private final SegmentFiles files;
  private final ByteBufAllocator allocator;

  TagRuns(SegmentFiles files, ByteBufAllocator allocator) {
    this.files = files;
    this.allocator = allocator;
  }

  /**
   * As many whole tags as fit, at least one.
   *
   * @param position where a tag begins, in the segment and before its end
   * @return to be released by the caller
   * @throws CorruptFlvException if no whole tag lies there
   */
  public ByteBuf read(Segment segment, long position, int bytes)
      throws StorageException, CorruptFlvException {
    long left = segment.endPosition() - position;
    int first = (int) Math.min(left, Math.max(bytes, TagLayout.OVERHEAD));
    ByteBuf run = load(segment, position, first);
    try {
      int whole = wholeTags(run, 0);
      if (whole == 0 && first >= TagLayout.HEADER) {
        // One tag larger than was asked for: its header says how large.
        int length = TagLayout.tagLength(run, 0);
        if (length <= left && length > first) {
          run.release();
          run = null;
          run = load(segment, position, length);
          whole = length;
        }
      }
      if (whole == 0) {
        throw new CorruptFlvException(
            segment.key().storeKey() + " has no whole tag at log position " + position);
      }
      ByteBuf result = run.writerIndex(whole);
      run = null;
      return result;
    } finally {
      if (run != null) {
        run.release();
      }
    }
  }

  /**
   * Bytes of the log as they are, wherever tags begin.
   *
   * @param bytes the segment has so many from the position on
   * @return to be released by the caller
   */
  public ByteBuf bytes(Segment segment, long position, int bytes) throws StorageException {
    return load(segment, position, bytes);
  }

  private ByteBuf load(Segment segment, long position, int bytes) throws StorageException {
    ByteBuf buf = allocator.directBuffer(bytes, bytes);
    try {
      files.read(segment.key(), segment.fileOffset(position), buf.internalNioBuffer(0, bytes));
      buf.writerIndex(bytes);
      return buf.retain();
    } finally {
      buf.release();
    }
  }

  /**
   * Where the last whole tag ends.
   *
   * @param from where the first begins
   */
  public static int wholeTags(ByteBuf buf, int from) {
    int end = from;
    while (buf.writerIndex() - end >= TagLayout.OVERHEAD) {
      int length = TagLayout.tagLength(buf, end);
      if (length > buf.writerIndex() - end) {
        break;
      }
      end += length;
    }
    return end;
  }

  /** The headers in force where a segment begins, from its preamble. */
  public StreamHeaders head(Segment segment) throws StorageException, CorruptFlvException {
    StreamHeaders headers = new StreamHeaders();
    ByteBuf head = allocator.buffer(segment.headBytes(), segment.headBytes());
    try {
      files.read(segment.key(), 0, head.internalNioBuffer(0, segment.headBytes()));
      head.writerIndex(segment.headBytes());
      TagCursor tags = new TagCursor().reset(head, TagLayout.FILE_HEADER, segment.headBytes());
      while (tags.next()) {
        if (TagKind.isHeader(tags.kind())) {
          headers.offer(tags.kind(), head, tags.start(), tags.end());
        }
      }
      PublisherMetadata.restore(headers);
      return headers;
    } finally {
      head.release();
    }
  }
}
