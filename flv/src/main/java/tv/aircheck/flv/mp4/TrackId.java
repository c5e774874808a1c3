package tv.aircheck.flv.mp4;

/**
 * Which track of a stream.
 *
 * @param number 0 is the default track of its kind
 */
public record TrackId(boolean video, int number) implements Comparable<TrackId> {
  @Override
  public int compareTo(TrackId other) {
    return video == other.video ? Integer.compare(number, other.number) : video ? -1 : 1;
  }
}
