package tv.aircheck.flv.mp4;

/** The samples of a track in the order of decoding. */
interface SourceSamples {
  /** Null at the end. */
  SourceSample next() throws CorruptMp4Exception;
}
