package tv.aircheck.origin;

import tv.aircheck.flv.TagKind;

/**
 * Keeps out of the log what no decoder can use: frames before their codec's header. Pure but for
 * its memory.
 */
final class MediaGate {
  private static final int CLASSIC_AVC = 7;
  private static final int CLASSIC_HEVC = 12;
  private static final int CLASSIC_AV1 = 13;
  private static final int CLASSIC_AAC = 10;

  private boolean video;
  private boolean audio;

  /**
   * @param kind of the message
   * @param first its first byte
   * @return null if it may pass, else why not
   */
  String objection(int kind, int first) {
    if (TagKind.isSequenceHeader(kind)) {
      video |= TagKind.isVideo(kind);
      audio |= TagKind.isAudio(kind);
      return null;
    }
    if (!TagKind.isCodedMedia(kind)) {
      return null;
    }
    if (TagKind.isVideo(kind)) {
      return video || !videoNeedsHeader(kind, first) ? null : "video before its header";
    }
    return audio || !audioNeedsHeader(kind, first) ? null : "audio before its header";
  }

  private static boolean videoNeedsHeader(int kind, int first) {
    int codec = first & 15;
    return TagKind.isEnhanced(kind)
        || codec == CLASSIC_AVC
        || codec == CLASSIC_HEVC
        || codec == CLASSIC_AV1;
  }

  /** Enhanced audio may be of a codec that has none (AC-3, MP3). */
  private static boolean audioNeedsHeader(int kind, int first) {
    return !TagKind.isEnhanced(kind) && first >> 4 == CLASSIC_AAC;
  }
}
