package tv.aircheck.playback.hls;

/** What a playlist is of. */
enum Form {
  /** All of a show, piece by piece. */
  MEDIA,
  /** The first keyframe of each piece, for those who look for something. */
  KEYFRAMES
}
