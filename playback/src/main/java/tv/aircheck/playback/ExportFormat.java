package tv.aircheck.playback;

/** What an exported file is. */
public enum ExportFormat {
  /** Seekable FLV: everything that was recorded fits in. */
  FLV,
  /** MP4 that plays while it loads, and begins at the exact moment. */
  MP4
}
