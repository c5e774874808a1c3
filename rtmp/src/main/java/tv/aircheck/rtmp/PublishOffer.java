package tv.aircheck.rtmp;

/** The application's answer to a {@link PublishRequest}: one call, once, from any thread. */
public interface PublishOffer {
  /**
   * Takes the publisher in. The handler gets {@link PublishHandler#opened} first, or, if the
   * connection went away meanwhile, {@link PublishHandler#closed} alone.
   */
  void accept(PublishHandler handler);

  /**
   * Sends the publisher away and closes the connection.
   *
   * @param code one of {@link StatusCode}, such as {@link StatusCode#PUBLISH_BAD_NAME}
   * @param words why, for a person to read
   */
  void refuse(String code, String words);
}
