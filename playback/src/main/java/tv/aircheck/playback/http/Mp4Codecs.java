package tv.aircheck.playback.http;

import java.util.List;
import tv.aircheck.index.Codecs;

/**
 * What an MP4 will be made of, as the index of the archive says.
 *
 * @param video as RFC 6381 begins, null without
 * @param audio the same
 */
record Mp4Codecs(String video, String audio) {
  /**
   * Of all pieces.
   *
   * @throws MediaRefusal if players of MP4 could not follow, or there is nothing that they know
   */
  static Mp4Codecs of(List<Mp4Piece> pieces) throws MediaRefusal {
    String video = null;
    String audio = null;
    for (Mp4Piece piece : pieces) {
      Codecs codecs = piece.segment().row().codecs();
      video = same(video, family(codecs.video()));
      audio = same(audio, family(codecs.audio()));
    }
    if (video == null && audio == null) {
      throw MediaRefusal.conflict(
          "MP4 cannot carry the codecs of this show; 'aircheck export ID -o FILE.flv' can.");
    }
    return new Mp4Codecs(video, audio);
  }

  private static String same(String before, String now) throws MediaRefusal {
    if (before != null && now != null && !before.equals(now)) {
      throw MediaRefusal.conflict(
          "This show changes from %s to %s, which players of MP4 cannot follow; ask for its parts with start= and end=."
              .formatted(before, now));
    }
    return before == null ? now : before;
  }

  private static String family(String codec) {
    int dot = codec == null ? -1 : codec.indexOf('.');
    return dot < 0 ? codec : codec.substring(0, dot);
  }

  boolean isAv1() {
    return "av01".equals(video);
  }
}
