package tv.aircheck.testkit.ffmpeg;

import java.util.ArrayList;
import java.util.List;

/** What a file says it holds. */
public record Probe(long durationMs, List<Stream> streams) {

  /** Sizes of video, rates of audio; 0 for what a stream does not have. */
  public record Stream(String codec, int width, int height, int sampleRate, int channels) {}

  static Probe parse(List<String> lines) {
    long durationMs = 0;
    List<Stream> streams = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("duration")) {
        durationMs = Long.parseLong(words[1]);
      } else {
        streams.add(
            new Stream(
                words[1],
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]),
                Integer.parseInt(words[5])));
      }
    }
    return new Probe(durationMs, streams);
  }
}
