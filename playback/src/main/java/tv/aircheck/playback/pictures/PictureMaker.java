package tv.aircheck.playback.pictures;

import tv.aircheck.playback.pictures.child.PictureWire.Picture;
import tv.aircheck.playback.pictures.child.PictureWire.Refused;
import tv.aircheck.playback.pictures.child.PictureWire.Request;

/** Decodes and encodes. Blocks; one thread at a time, where it does not say any. */
interface PictureMaker extends AutoCloseable {
  /**
   * @throws Refused if what was sent makes no picture
   * @throws NoPicture if nothing can be made now
   */
  Picture make(Request request) throws Refused, NoPicture;

  /** False if asking is in vain, for now or for ever. Any thread. */
  boolean isAvailable();

  /** There is nothing to do for a while. */
  void rest();

  /** Any thread; what is being made fails. */
  @Override
  void close();
}
