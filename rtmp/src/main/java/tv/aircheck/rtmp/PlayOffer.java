package tv.aircheck.rtmp;

/** The application's answer to a {@link PlayRequest}: one call, once, from any thread. */
public interface PlayOffer {
  /**
   * Takes the player in. The handler gets {@link PlayHandler#opened} first, or, if the connection
   * went away meanwhile, {@link PlayHandler#closed} alone.
   */
  void accept(PlayHandler handler);

  /**
   * Tells the player why not; the connection stays open, for the player may ask for something else.
   *
   * @param code one of {@link StatusCode}, such as {@link StatusCode#PLAY_STREAM_NOT_FOUND}
   * @param words why, for a person to read
   */
  void refuse(String code, String words);
}
