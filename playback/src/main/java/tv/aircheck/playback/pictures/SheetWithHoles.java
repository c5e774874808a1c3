package tv.aircheck.playback.pictures;

/**
 * A sheet was made, and on it is black what could not be read or decoded just now. Whoever asks may
 * have it for a while; it is not the one that is kept.
 */
final class SheetWithHoles extends NoPicture {
  private static final long serialVersionUID = 1L;

  private final transient byte[] jpeg;

  SheetWithHoles(String words, byte[] jpeg) {
    super(Reason.UNREADABLE, words);
    this.jpeg = jpeg;
  }

  /** Not to be changed. */
  byte[] jpeg() {
    return jpeg;
  }
}
