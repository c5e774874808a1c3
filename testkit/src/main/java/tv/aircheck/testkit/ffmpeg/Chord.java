package tv.aircheck.testkit.ffmpeg;

/** Two soft tones whose pitch depends on the seed. */
final class Chord implements Sound {
  private final double lowHertz;

  Chord(long seed) {
    this.lowHertz = 220 + 10 * Math.floorMod(seed, 20);
  }

  @Override
  public float at(double seconds) {
    double turn = 2 * Math.PI * seconds;
    return (float) (0.2 * Math.sin(turn * lowHertz) + 0.1 * Math.sin(turn * lowHertz * 1.5));
  }
}
