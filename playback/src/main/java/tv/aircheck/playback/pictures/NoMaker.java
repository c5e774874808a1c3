package tv.aircheck.playback.pictures;

import tv.aircheck.playback.pictures.child.PictureWire.Picture;
import tv.aircheck.playback.pictures.child.PictureWire.Request;

/** Where nothing decodes. */
final class NoMaker implements PictureMaker {
  private final String why;

  NoMaker(String why) {
    this.why = why;
  }

  @Override
  public Picture make(Request request) throws NoPicture {
    throw new NoPicture(NoPicture.Reason.UNAVAILABLE, why);
  }

  @Override
  public boolean isAvailable() {
    return false;
  }

  @Override
  public void rest() {}

  @Override
  public void close() {}
}
