package tv.aircheck.playback.http;

import java.util.List;
import tv.aircheck.flv.mp4.PlacedLayout;

/**
 * An MP4 of a show, as far as the index of the archive tells: all of it but what its own index
 * says.
 *
 * @param pieces its media, in order
 * @param fromMs the film begins at this offset
 * @param toMs nothing later is in it
 * @param etag the same for the same bytes
 */
record Mp4Plan(PlacedLayout layout, List<Mp4Piece> pieces, long fromMs, long toMs, String etag) {
  /** Of a piece and what it is made of, in memory. */
  private static final long PIECE_BYTES = 256;

  private static final long LEAST_BYTES = 1_024;

  /** Memory, about. */
  long bytes() {
    return LEAST_BYTES + PIECE_BYTES * pieces.size();
  }

  /**
   * The piece that holds a byte of the media.
   *
   * @return its number
   */
  int pieceAt(long media) {
    int low = 0;
    int high = pieces.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (pieces.get(middle).mediaAt() <= media) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
