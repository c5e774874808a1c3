package tv.aircheck.playback.hls;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the multivariant playlist says of a show.
 *
 * @param peakBits a second, at most
 * @param averageBits a second
 * @param codecs as in RFC 6381, pictures first
 * @param pictureCodecs those of pictures
 * @param width of the picture, 0 without one
 */
record Variant(
    long peakBits,
    long averageBits,
    List<String> codecs,
    List<String> pictureCodecs,
    int width,
    int height) {

  /**
   * The playlist.
   *
   * @param startMs where players begin; -1 where they like
   * @param query that the addresses carry on; empty for none
   */
  String text(long startMs, String query) {
    String more = query.isEmpty() ? "" : '?' + query;
    StringBuilder out = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n");
    if (startMs >= 0) {
      Sheet.appendSeconds(out.append("#EXT-X-START:TIME-OFFSET="), startMs);
      out.append(",PRECISE=YES\n");
    }
    out.append("#EXT-X-STREAM-INF:BANDWIDTH=").append(peakBits);
    out.append(",AVERAGE-BANDWIDTH=").append(averageBits);
    appendCoding(out, codecs);
    out.append("\nmedia.m3u8").append(more).append('\n');
    if (!pictureCodecs.isEmpty()) {
      // One keyframe of a piece is never more than the piece.
      out.append("#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=").append(peakBits);
      appendCoding(out, pictureCodecs);
      out.append(",URI=\"keyframes.m3u8").append(more).append("\"\n");
    }
    return out.toString();
  }

  private void appendCoding(StringBuilder out, List<String> names) {
    out.append(names.stream().collect(Collectors.joining(",", ",CODECS=\"", "\"")));
    if (width > 0 && height > 0) {
      out.append(",RESOLUTION=").append(width).append('x').append(height);
    }
  }
}
