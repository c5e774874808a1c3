package tv.aircheck.flv.mp4;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tv.aircheck.flv.codec.FourCc;

/**
 * How a file with its index in front is laid out: ftyp and moov, then one mdat. Offsets in the
 * index depend on its own size, which depends on how wide they are: the layout settles that.
 */
public final class Mp4Front implements Box {
  static final long MOST_32 = 0xFFFFFFFFL;

  private final Box fileType;
  private final Box movie;

  private Mp4Front(Box fileType, Box movie) {
    this.fileType = fileType;
    this.movie = movie;
  }

  /** A track with all that its box says; the offsets of its chunks are those in the media. */
  public record Track(TrackId id, List<SampleEntry> entries, SampleTables tables, EditList edits) {}

  /**
   * @param mediaHeader bytes before the media in its mdat
   * @param mediaBytes of all chunks
   */
  public static Mp4Front of(List<Track> tracks, int mediaHeader, long mediaBytes) {
    Box fileType = MovieBox.fileType(tracks.stream().anyMatch(Mp4Front::isAv1));
    // The size is the same whatever the offsets are, as long as they are of the same width.
    long narrow = fileType.size() + movie(tracks, 0, false).size() + mediaHeader;
    boolean wide = narrow + mediaBytes > MOST_32;
    long base = wide ? fileType.size() + movie(tracks, 0, true).size() + mediaHeader : narrow;
    return new Mp4Front(fileType, movie(tracks, base, wide));
  }

  private static boolean isAv1(Track track) {
    return track.entries().get(0).fourCc() == FourCc.AV1;
  }

  /**
   * The moov box.
   *
   * @param base added to the offsets of all chunks
   * @param wide offsets need more than 32 bits
   */
  static Box movie(List<Track> tracks, long base, boolean wide) {
    List<Box> boxes = new ArrayList<>();
    long durationMs = 0;
    for (Track track : tracks) {
      int timescale = track.entries().get(0).timescale();
      TrackBox box =
          new TrackBox(
              boxes.size() + 1,
              track.id().video(),
              track.id().number() == 0,
              timescale,
              track.entries());
      long shownMs = track.edits().durationMs();
      Box table = track.tables().box(track.entries(), base, wide);
      boxes.add(box.box(track.edits(), shownMs, track.tables().ticks(), table));
      durationMs = Math.max(durationMs, shownMs);
    }
    return MovieBox.of(durationMs, boxes);
  }

  @Override
  public long size() {
    return fileType.size() + movie.size();
  }

  @Override
  public void writeTo(BoxSink sink) throws IOException {
    fileType.writeTo(sink);
    movie.writeTo(sink);
  }
}
