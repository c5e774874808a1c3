package tv.aircheck.cli.config;

/** What a node does. All three by default. */
public enum Role {
  /** Takes publishers in and serves live viewers and recorders. */
  ORIGIN,
  /** Records what origins have. */
  RECORDER,
  /** Plays the archive. */
  PLAYBACK
}
