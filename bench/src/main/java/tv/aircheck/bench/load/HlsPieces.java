package tv.aircheck.bench.load;

import java.util.ArrayList;
import java.util.List;

/**
 * What a playlist of HLS lists.
 *
 * @param names of the pieces, as they stand in it
 * @param startsMs of each the offset from the first one's start
 */
public record HlsPieces(List<String> names, List<Double> startsMs) {
  private static final double MS_PER_SECOND = 1000;
  private static final String DURATION = "#EXTINF:";

  public HlsPieces {
    names = List.copyOf(names);
    startsMs = List.copyOf(startsMs);
  }

  public static HlsPieces of(String playlist) {
    List<String> names = new ArrayList<>();
    List<Double> startsMs = new ArrayList<>();
    double ms = 0;
    for (String line : playlist.lines().toList()) {
      if (line.startsWith(DURATION)) {
        startsMs.add(ms);
        String seconds = line.substring(DURATION.length(), line.indexOf(','));
        ms += MS_PER_SECOND * Double.parseDouble(seconds);
      } else if (!line.startsWith("#") && !line.isBlank()) {
        names.add(line);
      }
    }
    return new HlsPieces(names, startsMs);
  }
}
