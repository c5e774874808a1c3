package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The trak box and what frames the sample table in it.
 *
 * @param number from 1
 * @param shown players show it unless told otherwise
 */
public record TrackBox(
    int number, boolean video, boolean shown, int timescale, List<SampleEntry> entries) {
  private static final int[] IDENTITY = {1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30};
  private static final long MOST_32 = 0xFFFFFFFFL;
  private static final int ENABLED = 1;
  private static final int IN_MOVIE = 2;
  private static final int FULL_VOLUME = 0x0100;

  /** "und": nobody said. */
  private static final int NO_LANGUAGE = 0x55C4;

  /**
   * The whole box.
   *
   * @param edits null for none
   * @param ticks of all samples
   */
  public Box box(EditList edits, long durationMs, long ticks, Box sampleTable) {
    List<Box> children = new ArrayList<>();
    children.add(header(durationMs));
    Box edit = edits == null ? null : edits.box(ticks, timescale);
    if (edit != null) {
      children.add(edit);
    }
    children.add(media(ticks, sampleTable));
    return Box.container("trak", children);
  }

  private Box header(long durationMs) {
    boolean wide = durationMs > MOST_32;
    int width = entries.stream().mapToInt(SampleEntry::width).max().orElse(0);
    int height = entries.stream().mapToInt(SampleEntry::height).max().orElse(0);
    return Box.full(
        "tkhd",
        wide ? 1 : 0,
        shown ? ENABLED | IN_MOVIE : IN_MOVIE,
        out -> {
          Wide.write(out, wide, 0);
          Wide.write(out, wide, 0);
          out.writeInt(number).writeInt(0);
          Wide.write(out, wide, durationMs);
          out.writeLong(0).writeShort(0);
          // Tracks of one group take each other's place.
          out.writeShort(video ? 1 : 2);
          out.writeShort(video ? 0 : FULL_VOLUME).writeShort(0);
          writeMatrix(out);
          out.writeInt(width << 16).writeInt(height << 16);
        });
  }

  static void writeMatrix(ByteBuf out) {
    for (int number : IDENTITY) {
      out.writeInt(number);
    }
  }

  private Box media(long ticks, Box sampleTable) {
    boolean wide = ticks > MOST_32;
    Box header =
        Box.full(
            "mdhd",
            wide ? 1 : 0,
            0,
            out -> {
              Wide.write(out, wide, 0);
              Wide.write(out, wide, 0);
              out.writeInt(timescale);
              Wide.write(out, wide, ticks);
              out.writeShort(NO_LANGUAGE).writeShort(0);
            });
    Box handler =
        Box.full(
            "hdlr",
            0,
            0,
            out -> {
              out.writeInt(0).writeInt(Box.type(video ? "vide" : "soun")).writeZero(12);
              out.writeCharSequence(video ? "Picture" : "Sound", StandardCharsets.US_ASCII);
              out.writeByte(0);
            });
    Box kind =
        video
            ? Box.full("vmhd", 0, 1, out -> out.writeLong(0))
            : Box.full("smhd", 0, 0, out -> out.writeInt(0));
    Box here = Box.full("url ", 0, 1, out -> {});
    Box references = Box.full("dref", 0, 0, out -> out.writeInt(1).writeBytes(BoxSink.bytes(here)));
    return Box.container(
        "mdia",
        header,
        handler,
        Box.container("minf", kind, Box.container("dinf", references), sampleTable));
  }
}
