package tv.aircheck.flv.mp4;

import java.util.List;

/**
 * A track of a file that is read.
 *
 * @param offsetMs added to a time of its media to get one of the film, as its edit list says
 */
record SourceTrack(
    int id, boolean video, long timescale, double offsetMs, List<SourceCodec> codecs) {

  long ms(long ticks) {
    return Math.round(ticks * 1000.0 / timescale + offsetMs);
  }

  SourceCodec codec(int description) throws CorruptMp4Exception {
    if (description < 1 || description > codecs.size()) {
      throw new CorruptMp4Exception(
          "track %d has no sample description %d".formatted(id, description));
    }
    return codecs.get(description - 1);
  }
}
