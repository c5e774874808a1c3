package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The index of an MP4 whose media lies where it was recorded: which bytes of it are samples, and
 * when. What is log and no sample is passed over by players. Immutable once it is built; any part
 * of it can be had alone.
 */
public final class PlacedMovie {
  private static final int FREE_HEADER = 8;

  private final Box movie;
  private final long room;

  private PlacedMovie(Box movie, long room) {
    this.movie = movie;
    this.room = room;
  }

  /** Memory, about: a few bytes less than in the file for each sample. */
  public int bytes() {
    return (int) Math.min(Integer.MAX_VALUE, movie.size() / 2);
  }

  /**
   * Writes a part of the index, which fills its room. A table that the part begins in is walked
   * from its own beginning: few large parts cost less than many small ones.
   *
   * @param from counted from where the index begins
   * @param bytes so many, no more than there are
   */
  public void write(long from, int bytes, ByteBuf out) throws IOException {
    long movieBytes = movie.size();
    long to = from + bytes;
    WindowSink sink = new WindowSink(from, to, out);
    try {
      if (!sink.passesOver(movieBytes)) {
        movie.writeTo(sink);
      }
      long free = room - movieBytes;
      if (free > 0 && to > movieBytes) {
        sink.room(FREE_HEADER).writeInt((int) free).writeInt(Box.type("free"));
        sink.zeros(free - FREE_HEADER);
      }
      sink.flush();
    } catch (WindowSink.Full e) {
      // A table goes on behind the part that is wanted.
    } finally {
      sink.release();
    }
  }

  /** Puts the stretches of a show together, in their order. */
  public static final class Builder {
    private final PlacedLayout layout;
    private final long fromMs;
    private final long toMs;
    private final Map<TrackId, PlacedTrack> tracks = new TreeMap<>();

    /**
     * @param fromMs the film begins at this time, or where there is something to show if that is
     *     later
     * @param toMs nothing later is in it
     */
    public Builder(PlacedLayout layout, long fromMs, long toMs) {
      this.layout = layout;
      this.fromMs = fromMs;
      this.toMs = toMs;
    }

    /**
     * Where a stretch is.
     *
     * @param from how much of its beginning is not in the media
     * @param to up to where it is
     * @param mediaAt where in the media that lies
     * @param shiftMs added to the times in its tags
     * @param joins it does not go on where the one before ended
     */
    public record Place(long from, long to, long mediaAt, long shiftMs, boolean joins) {}

    public Builder add(StretchSamples samples, Place place) throws UnsupportedInMp4Exception {
      if (place.joins()) {
        tracks.values().forEach(PlacedTrack::awaitKeyframe);
      }
      StretchSamples.Walk walk = samples.walk();
      while (walk.next()) {
        long ms = walk.ms() + place.shiftMs();
        boolean within = walk.start() >= place.from() && walk.start() < place.to();
        if (within && ms >= 0 && ms < toMs) {
          SampleTime time = new SampleTime(ms, walk.compositionMs(), walk.isKey());
          track(walk.kind().track()).add(walk, time, place.mediaAt() + walk.start() - place.from());
        }
      }
      return this;
    }

    private PlacedTrack track(TrackId id) {
      PlacedTrack known = tracks.get(id);
      if (known == null) {
        known = new PlacedTrack(id);
        known.awaitKeyframe();
        tracks.put(id, known);
      }
      return known;
    }

    /**
     * The index.
     *
     * @throws UnsupportedInMp4Exception if there is nothing to show, or more than the room holds
     */
    public PlacedMovie build() throws UnsupportedInMp4Exception {
      List<PlacedTrack> filled = tracks.values().stream().filter(t -> !t.isEmpty()).toList();
      if (filled.isEmpty()) {
        throw new UnsupportedInMp4Exception("there is no picture and no sound that can be decoded");
      }
      long firstMs = filled.stream().mapToLong(PlacedTrack::firstShownMs).min().orElse(0);
      long originMs = Math.max(firstMs, fromMs);
      List<Mp4Front.Track> parts = new ArrayList<>();
      filled.forEach(track -> parts.add(track.finish(originMs, toMs)));
      Box movie = Mp4Front.movie(parts, layout.mediaAt(), layout.isWide());
      long left = layout.indexRoom() - movie.size();
      if (left < 0 || (left > 0 && left < FREE_HEADER)) {
        throw new UnsupportedInMp4Exception(
            "this show has more frames a second than can be indexed while it is sent; 'aircheck export' can");
      }
      return new PlacedMovie(movie, layout.indexRoom());
    }
  }
}
