package tv.aircheck.playback.pictures;

import tv.aircheck.storage.StorageException;

/** One picture of one moment. */
final class ThumbWork implements Work {
  private final Frames frames;
  private final FramePlace place;
  private final int width;
  private final Keep keep;

  ThumbWork(Frames frames, FramePlace place, int width, Keep keep) {
    this.frames = frames;
    this.place = place;
    this.width = width;
    this.keep = keep;
  }

  @Override
  public String what() {
    return "thumb";
  }

  @Override
  public byte[] step(PictureMaker maker) throws NoPicture, StorageException {
    return frames.jpeg(maker, place, width);
  }

  @Override
  public Keep keep() {
    return keep;
  }
}
