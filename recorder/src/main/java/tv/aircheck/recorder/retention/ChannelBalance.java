package tv.aircheck.recorder.retention;

import tv.aircheck.index.ChannelName;

/**
 * A channel before and after a plan. Sizes are of media, as lists have them.
 *
 * @param held shows that lists and players see
 * @param going of those, what the plan marks or deletes
 * @param freed what the plan deletes now, marked before or not
 * @param waiting marked before, and still within the grace time
 * @param moving to another tier
 */
public record ChannelBalance(
    ChannelName channel, Amount held, Amount going, Amount freed, Amount waiting, Amount moving) {
  /** Some shows and their bytes. */
  public record Amount(int shows, long bytes) {
    public static final Amount NONE = new Amount(0, 0);

    Amount plus(long more) {
      return new Amount(shows + 1, bytes + more);
    }

    public Amount plus(Amount other) {
      return new Amount(shows + other.shows, bytes + other.bytes);
    }

    Amount minus(Amount other) {
      return new Amount(shows - other.shows, bytes - other.bytes);
    }
  }

  /** What lists and players see afterwards. */
  public Amount remaining() {
    return held.minus(going);
  }
}
