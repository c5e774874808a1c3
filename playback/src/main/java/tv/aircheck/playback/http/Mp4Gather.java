package tv.aircheck.playback.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.flv.mp4.StretchScan;
import tv.aircheck.playback.Segment;
import tv.aircheck.playback.TagRuns;

/**
 * Notes the samples of a segment while its bytes pass, so that they need not be read again for the
 * index. Pieces may end anywhere in a tag. One thread at a time.
 */
final class Mp4Gather {
  private final Segment segment;
  private final StretchScan scan;

  /** The beginning of a tag whose rest has not passed. */
  private final ByteBuf carry = Unpooled.buffer();

  private long position;

  Mp4Gather(Segment segment, StretchScan scan) {
    this.segment = segment;
    this.scan = scan;
    this.position = segment.startPosition();
  }

  /** Goes a piece that begins there on where the last one ended? */
  boolean expects(Segment other, long from) {
    return other.key().equals(segment.key()) && from == position;
  }

  /** Borrows the piece. */
  void pass(ByteBuf piece) throws IOException {
    int at = piece.readerIndex();
    position += piece.readableBytes();
    at += fill(piece, at, TagLayout.HEADER);
    if (carry.readableBytes() >= TagLayout.HEADER) {
      int length = TagLayout.tagLength(carry, 0);
      at += fill(piece, at, length);
      if (carry.readableBytes() == length) {
        scan.run(carry);
        carry.clear();
      }
    }
    if (!carry.isReadable()) {
      int whole = TagRuns.wholeTags(piece, at);
      if (whole > at) {
        scan.run(piece.slice(at, whole - at));
      }
      carry.writeBytes(piece, whole, piece.writerIndex() - whole);
    }
  }

  /** Only if something is carried already: up to so many bytes of it. */
  private int fill(ByteBuf piece, int at, int wanted) {
    int held = carry.readableBytes();
    int taken = held == 0 ? 0 : Math.min(Math.max(wanted - held, 0), piece.writerIndex() - at);
    carry.writeBytes(piece, at, taken);
    return taken;
  }

  boolean isComplete() {
    return position == segment.endPosition() && !carry.isReadable();
  }

  Segment segment() {
    return segment;
  }

  StretchScan scan() {
    return scan;
  }
}
