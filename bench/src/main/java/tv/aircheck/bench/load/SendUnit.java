package tv.aircheck.bench.load;

/** What a publisher hands to its socket at once. */
enum SendUnit {
  /** A picture, with the sound that was due before it: as encoders that gather their output do. */
  FRAME,
  /** Each tag on its own, when it is due: as OBS and ffmpeg do. */
  TAG
}
