package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;

/**
 * Where in an MP4 everything is whose media is log, byte for byte as it was recorded: settled by
 * how much of it there is, before a frame of it has been looked at. The index gets a room that is
 * large enough, and what it leaves is a free box.
 *
 * @param mediaBytes of log
 * @param indexRoom bytes for the index
 * @param indexFirst before the media, so that it plays while it loads; else behind it
 * @param av1 readers have to know AV1
 */
public record PlacedLayout(long mediaBytes, long indexRoom, boolean indexFirst, boolean av1) {
  /** A box with a length of 64 bits. */
  private static final int MDAT_HEADER = 16;

  private Box fileType() {
    return MovieBox.fileType(av1);
  }

  /** Of the whole file. */
  public long length() {
    return fileType().size() + MDAT_HEADER + mediaBytes + indexRoom;
  }

  /** Where the media begins. */
  public long mediaAt() {
    return fileType().size() + (indexFirst ? indexRoom : 0) + MDAT_HEADER;
  }

  /** Where the index begins. */
  public long indexAt() {
    return indexFirst ? fileType().size() : mediaAt() + mediaBytes;
  }

  /** Offsets of media need more than 32 bits. */
  boolean isWide() {
    return length() > Mp4Front.MOST_32;
  }

  /** What stands before the index, or where that is behind, before the media. */
  public byte[] front() {
    return indexFirst ? bytes(fileType()) : bytes(fileType(), mediaHeader());
  }

  /** What stands between an index in front and the media; nothing if the index is behind. */
  public byte[] beforeMedia() {
    return indexFirst ? bytes(mediaHeader()) : new byte[0];
  }

  private Box mediaHeader() {
    return new Box() {
      @Override
      public long size() {
        return MDAT_HEADER;
      }

      @Override
      public void writeTo(BoxSink sink) throws IOException {
        sink.room(MDAT_HEADER)
            .writeInt(1)
            .writeInt(Box.type("mdat"))
            .writeLong(MDAT_HEADER + mediaBytes);
      }
    };
  }

  private static byte[] bytes(Box... boxes) {
    ByteBuf out = Unpooled.buffer();
    for (Box box : boxes) {
      out.writeBytes(BoxSink.bytes(box));
    }
    return ByteBufUtil.getBytes(out);
  }
}
