package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one fragment, a media segment of its own, out of a stretch of a log: styp, moof and mdat.
 * The samples' bytes are slices of the runs that were given. It depends on nothing but those, so
 * that fragments can be made in any order, by anybody, any number of times. One thread at a time.
 */
public final class FragmentWriter implements AutoCloseable {
  private static final int SEQUENCE_BOX = Box.HEADER + Box.FULL + 4;

  private final List<FragmentTrack> tracks = new ArrayList<>();
  private final TagSamples tags = new TagSamples(new Intake());

  /**
   * @param tracks as the init segment has them; of others nothing is taken
   */
  public FragmentWriter(List<InitTrack> tracks) {
    tracks.forEach(track -> this.tracks.add(new FragmentTrack(track)));
  }

  /**
   * Takes the samples of a run of whole tags, which is borrowed; slices of it are kept.
   *
   * @param shiftMs added to the timestamp of each tag; what is then before 0 is left out
   */
  public void write(ByteBuf run, long shiftMs) throws IOException {
    tags.run(run, shiftMs);
  }

  private FragmentTrack find(TrackId id) {
    for (FragmentTrack track : tracks) {
      if (id.number() == 0 && track.track().video() == id.video()) {
        return track;
      }
    }
    return null;
  }

  private final class Intake implements SampleSink {
    @Override
    public void configured(TrackId id, int fourCc, byte[] config) {
      FragmentTrack track = find(id);
      if (track != null) {
        track.configured(config);
      }
    }

    @Override
    public void colored(TrackId id, ColorInfo color) {}

    @Override
    public void sample(
        TrackId id, int fourCc, SampleTime time, ByteBuf buf, int start, int length) {
      FragmentTrack track = find(id);
      if (track != null && time.decodedMs() >= 0) {
        track.add(fourCc, time, buf, start, length);
      }
    }
  }

  /**
   * The fragment; to be released by the caller. Nothing may be written after.
   *
   * @param untilMs when the next fragment begins
   * @param number of the fragment; goes up along a show
   */
  public ByteBuf finish(long untilMs, int number) {
    List<TrackRun> runs = new ArrayList<>();
    int moofBytes = Box.HEADER + SEQUENCE_BOX;
    long mediaBytes = 0;
    for (FragmentTrack track : tracks) {
      track.dropUndecodable();
      if (!track.isEmpty()) {
        TrackRun run = new TrackRun(track, untilMs);
        runs.add(run);
        moofBytes += run.size();
        mediaBytes += run.mediaBytes();
      }
    }
    ByteBuf head = Unpooled.buffer();
    head.writeBytes(BoxSink.bytes(segmentType()));
    head.writeBytes(BoxSink.bytes(movieFragment(runs, moofBytes, number)));
    head.writeInt(Math.toIntExact(Box.HEADER + mediaBytes)).writeInt(Box.type("mdat"));
    return join(head);
  }

  private static Box segmentType() {
    return Box.of(
        "styp",
        out -> {
          out.writeInt(Box.type("msdh")).writeInt(0);
          out.writeInt(Box.type("msdh")).writeInt(Box.type("iso6"));
        });
  }

  private static Box movieFragment(List<TrackRun> runs, int moofBytes, int number) {
    List<Box> boxes = new ArrayList<>();
    boxes.add(Box.full("mfhd", 0, 0, out -> out.writeInt(number)));
    long offset = (long) moofBytes + Box.HEADER;
    for (TrackRun run : runs) {
      boxes.add(run.box(Math.toIntExact(offset)));
      offset += run.mediaBytes();
    }
    return Box.container("moof", boxes);
  }

  private ByteBuf join(ByteBuf head) {
    List<ByteBuf> parts = new ArrayList<>();
    parts.add(head);
    tracks.forEach(track -> parts.addAll(track.take()));
    CompositeByteBuf whole = ByteBufAllocator.DEFAULT.compositeBuffer(Integer.MAX_VALUE);
    return whole.addComponents(true, parts);
  }

  /** Lets go of what was not finished. Idempotent. */
  @Override
  public void close() {
    tracks.forEach(FragmentTrack::release);
  }
}
