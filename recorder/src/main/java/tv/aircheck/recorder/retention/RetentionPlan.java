package tv.aircheck.recorder.retention;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tv.aircheck.index.Holding;
import tv.aircheck.recorder.retention.ChannelBalance.Amount;

/**
 * What retention would do now.
 *
 * @param actions in the order in which they are done
 * @param waiting marked before and within the grace time, what goes next first
 * @param channels by name
 * @param shortfalls limits that cannot be kept without what may not go, in words
 */
public record RetentionPlan(
    long madeAtMs,
    List<PlannedAction> actions,
    List<Holding> waiting,
    List<ChannelBalance> channels,
    List<String> shortfalls) {
  public RetentionPlan {
    actions = List.copyOf(actions);
    waiting = List.copyOf(waiting);
    channels = List.copyOf(channels);
    shortfalls = List.copyOf(shortfalls);
  }

  /** Over all channels. */
  public Amount sum(Function<ChannelBalance, Amount> of) {
    return channels.stream().map(of).reduce(Amount.NONE, Amount::plus);
  }

  /** How much of what is held the plan takes: by shows or by bytes, whichever is more. */
  public Share taken() {
    Amount held = sum(ChannelBalance::held);
    Amount going = sum(ChannelBalance::going);
    Share shows = Share.of(going.shows(), held.shows());
    Share bytes = Share.of(going.bytes(), held.bytes());
    return shows.isMoreThan(bytes) ? shows : bytes;
  }

  /** Why it is too much at once, in words; empty when it is not. */
  public Optional<String> tooMuch(Share most) {
    Share taken = taken();
    return taken.isMoreThan(most)
        ? Optional.of(
            "this would take "
                + taken
                + " of the archive at once, and retention.most-at-once is "
                + most
                + ": look at 'aircheck retention plan', then run it with --force if it is meant")
        : Optional.empty();
  }
}
