package tv.aircheck.testkit.ffmpeg;

/** A soft beep at every full second; a higher one where the loop begins. */
final class DemoSound implements Sound {
  private static final double BEEP_SECONDS = 0.12;
  private static final double LOUDNESS = 0.2;

  private final double loopSeconds;

  DemoSound(double loopSeconds) {
    this.loopSeconds = loopSeconds;
  }

  @Override
  public float at(double seconds) {
    double inLoop = seconds % loopSeconds;
    double inSecond = inLoop % 1;
    if (inSecond >= BEEP_SECONDS) {
      return 0;
    }
    double hertz = inLoop < 1 ? 1320 : 880;
    double envelope = Math.sin(Math.PI * inSecond / BEEP_SECONDS);
    return (float) (LOUDNESS * envelope * envelope * Math.sin(2 * Math.PI * hertz * inSecond));
  }
}
