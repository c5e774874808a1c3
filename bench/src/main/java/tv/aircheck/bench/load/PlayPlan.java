package tv.aircheck.bench.load;

import java.time.Duration;
import java.util.List;

/**
 * What each of many players does.
 *
 * @param from the address; {@code {}} in it stands for one of the names
 * @param names taken in turn; none stands for the players' own numbers
 * @param start where in the show to begin; null takes what is live, or else the show from its start
 * @param buffer what a player likes to hold ahead: servers send that much at once, and an hour
 *     means all of it
 * @param seekEvery how long to play before each seek; null never seeks
 * @param seekWithin seeks go to random places before this
 * @param again begins anew when the show is over
 */
record PlayPlan(
    String from,
    List<String> names,
    Duration start,
    Duration buffer,
    Duration seekEvery,
    Duration seekWithin,
    boolean again) {
  /** "What is live, or else what is recorded", in milliseconds as players say it. */
  private static final double LIVE_OR_RECORDED = -2_000;

  PlayPlan {
    names = List.copyOf(names);
    if (seekEvery != null && seekWithin.isZero()) {
      throw new IllegalArgumentException("--seek-every needs --seek-within, to know how far");
    }
  }

  String address(int number) {
    String name = names.isEmpty() ? Integer.toString(number) : names.get(number % names.size());
    return from.replace("{}", name);
  }

  double startArgument() {
    return start == null ? LIVE_OR_RECORDED : start.toMillis();
  }
}
