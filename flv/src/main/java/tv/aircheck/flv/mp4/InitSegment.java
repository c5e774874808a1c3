package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import tv.aircheck.flv.codec.FourCc;

/** What players read before the first fragment: the tracks, without a sample. */
public final class InitSegment {
  private static final int NEXT_TRACK = 3;

  private InitSegment() {}

  /** The whole segment, on the heap. */
  public static ByteBuf of(List<InitTrack> tracks) {
    List<Box> boxes = new ArrayList<>();
    List<Box> extensions = new ArrayList<>();
    boolean av1 = false;
    for (InitTrack track : tracks) {
      boxes.add(track(track));
      extensions.add(defaults(track));
      av1 |= track.entry().fourCc() == FourCc.AV1;
    }
    ByteBuf out = BoxSink.bytes(fileType(av1));
    return out.writeBytes(BoxSink.bytes(MovieBox.ofFragments(NEXT_TRACK, boxes, extensions)));
  }

  private static Box fileType(boolean av1) {
    List<String> brands = new ArrayList<>(List.of("iso6", "mp41"));
    if (av1) {
      brands.add("av01");
    }
    return Box.of(
        "ftyp",
        out -> {
          out.writeInt(Box.type("iso6")).writeInt(0);
          brands.forEach(brand -> out.writeInt(Box.type(brand)));
        });
  }

  private static Box track(InitTrack track) {
    List<SampleEntry> entries = List.of(track.entry());
    Box none = new SampleTables(new SampleLog(), new ChunkLog(), 0).box(entries, 0, false);
    return new TrackBox(track.number(), track.video(), true, track.timescale(), entries)
        .box(null, 0, 0, none);
  }

  /** Each fragment says it all itself. */
  private static Box defaults(InitTrack track) {
    return Box.full(
        "trex",
        0,
        0,
        out -> out.writeInt(track.number()).writeInt(1).writeInt(0).writeInt(0).writeInt(0));
  }
}
