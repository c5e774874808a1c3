package tv.aircheck.playback.http;

import java.io.IOException;
import tv.aircheck.flv.mp4.PlacedMovie;
import tv.aircheck.flv.mp4.StretchSamples;
import tv.aircheck.playback.Failures;
import tv.aircheck.storage.StorageException;

/**
 * The index of one MP4, put together once for all who load it, a segment at a time. Blocks; any
 * thread.
 */
final class Mp4Index {
  /** Segments whose samples are known, put together in one go. */
  private static final int KNOWN_AT_ONCE = 200;

  private final Mp4Shelf shelf;
  private PlacedMovie.Builder builder;
  private int built;
  private volatile PlacedMovie movie;

  Mp4Index(Mp4Shelf shelf) {
    this.shelf = shelf;
  }

  /** Null until it is complete. */
  PlacedMovie movie() {
    return movie;
  }

  /**
   * Goes on until a segment had to be looked through, so that others get their turn.
   *
   * @param plan of the MP4 that this is the index of
   * @throws NotYet if too many others are being put together
   */
  void grow(Mp4Plan plan) throws IOException {
    shelf.places().enter(this);
    boolean goesOn = false;
    try {
      step(plan);
      goesOn = movie == null;
    } catch (StorageException e) {
      goesOn = Failures.mayPass(e);
      throw e;
    } finally {
      shelf.places().leave(this, goesOn);
    }
  }

  private synchronized void step(Mp4Plan plan) throws IOException {
    if (movie != null) {
      return;
    }
    if (builder == null) {
      builder = new PlacedMovie.Builder(plan.layout(), plan.fromMs(), plan.toMs());
    }
    boolean whole = false;
    try {
      add(plan);
      if (built == plan.pieces().size()) {
        movie = builder.build();
        forget();
        shelf.keep(plan, this);
      }
      whole = true;
    } catch (StorageException e) {
      whole = true; // A segment could not be read, and nothing of it is in the index.
      throw e;
    } finally {
      if (!whole) {
        forget(); // Part of a segment may be in it, and others wait to go on with it.
      }
    }
  }

  private void add(Mp4Plan plan) throws IOException {
    boolean scanned = false;
    for (int i = 0; i < KNOWN_AT_ONCE && !scanned && built < plan.pieces().size(); i++) {
      Mp4Piece piece = plan.pieces().get(built);
      StretchSamples samples = shelf.known(piece.segment());
      scanned = samples == null;
      builder.add(scanned ? shelf.scan(piece.segment()) : samples, place(piece));
      built++;
    }
  }

  private static PlacedMovie.Builder.Place place(Mp4Piece piece) {
    long start = piece.segment().startPosition();
    return new PlacedMovie.Builder.Place(
        piece.fromPosition() - start,
        piece.toPosition() - start,
        piece.mediaAt(),
        piece.shiftMs(),
        piece.joins());
  }

  /** What is not complete is begun anew by who wants it. */
  synchronized void forget() {
    builder = null;
    built = 0;
  }
}
