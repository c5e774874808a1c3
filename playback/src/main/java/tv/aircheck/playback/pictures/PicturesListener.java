package tv.aircheck.playback.pictures;

/** What happens to pictures, for metrics. Any thread; must not block. */
public interface PicturesListener {
  PicturesListener NONE = new PicturesListener() {};

  /**
   * A picture or a sheet was made.
   *
   * @param what {@code thumb} or {@code sheet}
   * @param nanos from the beginning to the end of its making
   */
  default void made(String what, long nanos) {}

  /** Somebody got the placeholder, or nothing. */
  default void missed(NoPicture.Reason why) {}

  /** The process that decodes was started. */
  default void started() {}

  /** It ended though nobody had asked it to, or was killed because a picture took too long. */
  default void died(boolean overdue) {}
}
