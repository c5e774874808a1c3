package tv.aircheck.testkit.ffmpeg;

/** A gradient that moves, with a speed and colours that depend on the seed. */
final class MovingGradient implements Picture {
  private final int width;
  private final int height;
  private final int seed;

  MovingGradient(ClipSpec spec) {
    this.width = spec.width();
    this.height = spec.height();
    this.seed = (int) spec.seed();
  }

  @Override
  public void draw(int frame, byte[] luma, byte[] blue, byte[] red) {
    int speed = 2 + seed % 5;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        luma[y * width + x] = (byte) (x + y + frame * speed);
      }
    }
    for (int y = 0; y < height / 2; y++) {
      for (int x = 0; x < width / 2; x++) {
        blue[y * (width / 2) + x] = (byte) (128 + y + seed + frame);
        red[y * (width / 2) + x] = (byte) (64 + x + seed - frame);
      }
    }
  }
}
