package tv.aircheck.testkit;

/**
 * The audio of a {@link GeneratedLog}.
 *
 * @param enhanced false: AAC in the classic tag; true: Opus in the Enhanced RTMP tag
 * @param samplesPerFrame samples in one tag: 1024 in AAC, 960 in 20 ms of Opus
 * @param frameBytes mean size of a payload
 */
public record AudioShape(boolean enhanced, int sampleRate, int samplesPerFrame, int frameBytes) {

  public static AudioShape plain() {
    return new AudioShape(false, 44_100, 1024, 40);
  }

  public static AudioShape opus() {
    return new AudioShape(true, 48_000, 960, 60);
  }
}
