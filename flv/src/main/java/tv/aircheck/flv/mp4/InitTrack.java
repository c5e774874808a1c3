package tv.aircheck.flv.mp4;

/**
 * A track whose samples come in fragments. Of each kind there is one at most: the default track.
 *
 * @param codec as in RFC 6381
 * @param config the sequence header that the entry was made of; empty where the codec has none
 */
@SuppressWarnings("ArrayRecordComponent") // the entry is what is compared
public record InitTrack(boolean video, SampleEntry entry, String codec, byte[] config) {
  /** What fragments call it: the same in all of a show. */
  int number() {
    return video ? 1 : 2;
  }

  int timescale() {
    return entry.timescale();
  }
}
