package tv.aircheck.bench.load;

/** What a publisher hands to its socket at once. */
enum SendUnit {
  /** A picture, with the sound that was due before it: as most encoders' muxers do. */
  FRAME,
  /** Each tag on its own. */
  TAG
}
