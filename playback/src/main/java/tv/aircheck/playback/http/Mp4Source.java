package tv.aircheck.playback.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.mp4.PlacedLayout;
import tv.aircheck.flv.mp4.PlacedMovie;
import tv.aircheck.flv.mp4.StretchScan;
import tv.aircheck.storage.StorageException;

/**
 * The bytes of an MP4 that is nowhere: its media lies in segments, and its index is made when it is
 * asked for.
 */
final class Mp4Source implements ByteSource {
  private final Mp4Shelf shelf;
  private final Mp4Limits limits;

  /** From the first read on the one that all have who load the same. */
  private Mp4Plan plan;

  private boolean held;

  /** Until it is complete. */
  private Mp4Index index;

  /** While it is sent. */
  private PlacedMovie movie;

  /** That one, as far as is known: not to make in vain what there is no room for. */
  private long movieBytes = 1;

  private Mp4Gather gather;

  Mp4Source(Mp4Plan plan, Mp4Shelf shelf, Mp4Limits limits) {
    this.plan = plan;
    this.shelf = shelf;
    this.limits = limits;
  }

  private PlacedLayout layout() {
    return plan.layout();
  }

  @Override
  public long length() {
    return layout().length();
  }

  @Override
  public Duration patience() {
    return limits.patience();
  }

  @Override
  public void close() {
    letGoOfIndex();
    gather = null;
    if (held) {
      held = false;
      shelf.plansInUse().giveBack(plan.etag());
    }
  }

  private void letGoOfIndex() {
    index = null;
    if (movie != null) {
      movie = null;
      shelf.moviesInUse().giveBack(plan.etag());
    }
  }

  @Override
  public ByteBuf read(long offset, int most) throws IOException {
    if (!held) {
      plan = shelf.plansInUse().take(plan.etag(), plan, plan.bytes());
      held = true;
    }
    byte[] front = layout().front();
    long inMedia = offset - layout().mediaAt();
    long inIndex = offset - layout().indexAt();
    boolean beginsWithIndex = layout().indexFirst() && offset < front.length;
    if (beginsWithIndex && !isIndexed()) {
      // A file whose index cannot be made is refused before its first byte.
      return Unpooled.EMPTY_BUFFER;
    }
    if (offset < front.length) {
      return part(front, (int) offset, most);
    }
    if (inIndex >= 0 && inIndex < layout().indexRoom()) {
      return index(inIndex, (int) Math.min(most, layout().indexRoom() - inIndex));
    }
    if (inMedia < 0) {
      byte[] before = layout().beforeMedia();
      return part(before, (int) (before.length + inMedia), most);
    }
    return media(inMedia, most);
  }

  private static ByteBuf part(byte[] bytes, int from, int most) {
    return Unpooled.wrappedBuffer(bytes, from, Math.min(most, bytes.length - from));
  }

  private ByteBuf index(long from, int most) throws IOException {
    if (!isIndexed()) {
      return Unpooled.EMPTY_BUFFER;
    }
    long at = from / limits.indexBlockBytes() * limits.indexBlockBytes();
    byte[] block = shelf.block(plan, at, this::written);
    int begin = (int) (from - at);
    int bytes = Math.min(most, block.length - begin);
    // A copy: a client who does not read must not keep all of the block.
    return ByteBufAllocator.DEFAULT.directBuffer(bytes, bytes).writeBytes(block, begin, bytes);
  }

  private byte[] written(long at) {
    byte[] bytes = new byte[(int) Math.min(limits.indexBlockBytes(), layout().indexRoom() - at)];
    try {
      movie.write(at, bytes.length, Unpooled.wrappedBuffer(bytes).clear());
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes;
  }

  /** If it is not yet, it is so a little more. */
  private boolean isIndexed() throws IOException {
    if (movie != null) {
      return true;
    }
    movie = shelf.moviesInUse().join(plan.etag(), movieBytes);
    if (movie == null) {
      PlacedMovie made = made();
      if (made != null) {
        movieBytes = made.bytes();
        movie = shelf.moviesInUse().take(plan.etag(), made, movieBytes);
      }
    }
    return movie != null;
  }

  /** Null if more has to be done first. Whoever has to wait for others keeps nothing meanwhile. */
  private PlacedMovie made() throws IOException {
    Mp4Index known = index == null ? shelf.index(plan) : index;
    index = null;
    if (known.movie() == null) {
      try {
        known.grow(plan);
      } catch (StorageException e) {
        index = known; // What was put together is gone on with, if the store is back.
        throw e;
      }
      index = known.movie() == null ? known : null;
    }
    return known.movie();
  }

  private ByteBuf media(long offset, int most) throws IOException {
    letGoOfIndex();
    Mp4Piece piece = plan.pieces().get(plan.pieceAt(offset));
    long position = piece.fromPosition() + offset - piece.mediaAt();
    int count = (int) Math.min(most, piece.toPosition() - position);
    ByteBuf bytes = shelf.bytes(piece.segment(), position, count);
    boolean whole = false;
    try {
      note(piece, position, bytes);
      whole = true;
      return bytes;
    } catch (CorruptFlvException | StorageException e) {
      gather = null;
      shelf.distrust(piece.segment(), e);
      return shelf.bytes(piece.segment(), position, count);
    } finally {
      if (!whole) {
        bytes.release();
      }
    }
  }

  /** Who reads a segment from its start will most likely want the index too. */
  private void note(Mp4Piece piece, long position, ByteBuf bytes) throws IOException {
    if (shelf.isIndexed(plan)) {
      return;
    }
    boolean starts = position == piece.segment().startPosition();
    if (starts && shelf.known(piece.segment()) == null) {
      StretchScan scan = new StretchScan(shelf.library().runs().head(piece.segment()));
      gather = new Mp4Gather(piece.segment(), scan);
    }
    if (gather != null && gather.expects(piece.segment(), position)) {
      gather.pass(bytes);
      if (gather.isComplete()) {
        shelf.keep(gather.segment(), gather.scan().finish());
        gather = null;
      }
    }
  }
}
