package tv.aircheck.playback.hls;

/** The text of a playlist round its entries. */
final class PlaylistText {
  /** Pieces of the usual length; longer ones make it longer, which players take as it comes. */
  private static final long LEAST_TARGET = 6;

  /** As many times the target duration as the specification asks for at least. */
  private static final long SKIPPED_TARGETS = 6;

  private static final long MS_PER_SECOND = 1000;

  private PlaylistText() {}

  /**
   * A whole playlist, or what is new to a client who has the one before.
   *
   * @param base entries that stay
   * @param tail those behind them
   * @param live more may come
   * @param delta what is long listed may be left out
   */
  static String of(Form form, Sheet base, Sheet tail, boolean live, boolean delta) {
    long target = targetSeconds(base, tail);
    int skipped = live && delta ? skipped(base, tail, target) : 0;
    StringBuilder out = new StringBuilder();
    out.append("#EXTM3U\n#EXT-X-VERSION:").append(skipped > 0 ? 9 : 7).append('\n');
    out.append("#EXT-X-TARGETDURATION:").append(target).append('\n');
    out.append("#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-DISCONTINUITY-SEQUENCE:0\n");
    out.append("#EXT-X-PLAYLIST-TYPE:").append(live ? "EVENT" : "VOD").append('\n');
    if (form == Form.KEYFRAMES) {
      out.append("#EXT-X-I-FRAMES-ONLY\n");
    }
    if (!base.isDependent() && !tail.isDependent()) {
      out.append("#EXT-X-INDEPENDENT-SEGMENTS\n");
    }
    if (live) {
      out.append("#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=");
      out.append(SKIPPED_TARGETS * target).append(".0\n");
    }
    if (skipped > 0) {
      out.append("#EXT-X-SKIP:SKIPPED-SEGMENTS=").append(skipped).append('\n');
    }
    out.append(base.textFrom(skipped)).append(tail.textFrom(0));
    String text = live ? out.toString() : out.append("#EXT-X-ENDLIST\n").toString();
    return form == Form.MEDIA ? text : keyframesOf(text);
  }

  /** Both playlists have the same entries. */
  private static String keyframesOf(String text) {
    return text.replace(PieceName.MEDIA + '\n', PieceName.KEYFRAME + '\n')
        .replace(PieceName.MEDIA_INIT + '"', PieceName.KEYFRAME_INIT + '"');
  }

  /** What was asked for with a query has addresses with that query. */
  static String carrying(String text, String query) {
    if (query.isEmpty()) {
      return text;
    }
    String more = '?' + query;
    return text.replace(PieceName.MEDIA + '\n', PieceName.MEDIA + more + '\n')
        .replace(PieceName.MEDIA_INIT + '"', PieceName.MEDIA_INIT + more + '"');
  }

  /** As players round: to the nearest. */
  private static long targetSeconds(Sheet base, Sheet tail) {
    long longestMs = Math.max(base.longestMs(), tail.longestMs());
    return Math.max(LEAST_TARGET, (longestMs + MS_PER_SECOND / 2) / MS_PER_SECOND);
  }

  private static int skipped(Sheet base, Sheet tail, long target) {
    long keptMs = SKIPPED_TARGETS * target * MS_PER_SECOND;
    return base.overAt(base.durationMs() + tail.durationMs() - keptMs);
  }
}
