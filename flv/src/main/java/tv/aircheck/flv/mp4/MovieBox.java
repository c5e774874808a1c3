package tv.aircheck.flv.mp4;

import java.util.ArrayList;
import java.util.List;

/** The file type box, and the moov box round its tracks. */
public final class MovieBox {
  /** Times of the film itself are milliseconds. */
  static final int TIMESCALE = 1000;

  private static final long MOST_32 = 0xFFFFFFFFL;

  private MovieBox() {}

  /** What readers have to know to read a file. */
  public static Box fileType(boolean av1) {
    List<String> brands = new ArrayList<>(List.of("isom", "iso2", "mp41", "mp42"));
    if (av1) {
      brands.add("av01");
    }
    return Box.of(
        "ftyp",
        out -> {
          out.writeInt(Box.type("isom")).writeInt(0x200);
          brands.forEach(brand -> out.writeInt(Box.type(brand)));
        });
  }

  /** Of tracks numbered from 1. */
  public static Box of(long durationMs, List<Box> tracks) {
    List<Box> children = new ArrayList<>();
    children.add(header(durationMs, tracks.size() + 1));
    children.addAll(tracks);
    return Box.container("moov", children);
  }

  /**
   * Of tracks whose samples come in fragments.
   *
   * @param nextTrack a number above those of the tracks
   */
  static Box ofFragments(int nextTrack, List<Box> tracks, List<Box> extensions) {
    List<Box> children = new ArrayList<>();
    children.add(header(0, nextTrack));
    children.addAll(tracks);
    children.add(Box.container("mvex", extensions));
    return Box.container("moov", children);
  }

  private static Box header(long durationMs, int nextTrack) {
    boolean wide = durationMs > MOST_32;
    return Box.full(
        "mvhd",
        wide ? 1 : 0,
        0,
        out -> {
          Wide.write(out, wide, 0);
          Wide.write(out, wide, 0);
          out.writeInt(TIMESCALE);
          Wide.write(out, wide, durationMs);
          out.writeInt(1 << 16).writeShort(0x0100).writeZero(10);
          TrackBox.writeMatrix(out);
          out.writeZero(24).writeInt(nextTrack);
        });
  }
}
