package tv.aircheck.playback.http;

import java.util.List;
import tv.aircheck.index.SegmentRow;

/**
 * How much room the index of an MP4 gets, before it is known how many frames there are: enough for
 * 130 pictures a second with two reordered in each group, and for the sound beside it; for more of
 * them where there are more bytes.
 */
final class Mp4Room {
  private static final long AT_LEAST = 16 * 1024;
  private static final long A_SEGMENT = 256;
  private static final long MS_PER_SECOND = 1000;

  /** Of a picture: size, place, duration, delay and every now and then a keyframe. */
  private static final long A_PICTURE = 26;

  private static final long PICTURES_A_SECOND = 130;

  /** Of a frame of sound: size and place. */
  private static final long A_SOUND = 12;

  private static final long SOUNDS_A_SECOND = 100;

  /** The shorter of the two frames of AAC. */
  private static final long AAC_FRAME = 960;

  /** Pictures come in more bytes, but for the smallest. */
  private static final long BYTES_A_PICTURE = 4096;

  private Mp4Room() {}

  static long of(List<Mp4Piece> pieces) {
    long room = AT_LEAST;
    for (Mp4Piece piece : pieces) {
      SegmentRow row = piece.segment().row();
      long ms = MS_PER_SECOND + row.endMs() - row.startMs();
      long sounds = row.codecs().audio() == null ? 0 : sounds(row) * ms / MS_PER_SECOND;
      long pictures = row.codecs().video() == null ? 0 : PICTURES_A_SECOND * ms / MS_PER_SECOND;
      long frames = Math.max(pictures, row.mediaBytes() / BYTES_A_PICTURE);
      room += A_SEGMENT + frames * A_PICTURE + sounds * A_SOUND;
    }
    return room;
  }

  private static long sounds(SegmentRow row) {
    boolean aac = row.codecs().audio().startsWith("mp4a.40") && row.codecs().sampleRate() > 0;
    return aac ? row.codecs().sampleRate() / AAC_FRAME + 1 : SOUNDS_A_SECOND;
  }
}
