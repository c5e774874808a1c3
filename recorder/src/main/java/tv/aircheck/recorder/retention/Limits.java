package tv.aircheck.recorder.retention;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Holding;
import tv.aircheck.recorder.retention.Policies.PolicyRule;

/** What goes when there is too much: of a channel, of all together, or for the disk. */
final class Limits {
  private static final String LEFT =
      "; what is left is on air, locked, kept by clips, or younger than keep-at-least";

  private Limits() {}

  /** {@code at-most}, channel by channel. */
  static void perChannel(Docket docket) {
    Map<ChannelName, List<Holding>> staying = docket.byChannel();
    docket
        .channels()
        .forEach(
            channel -> {
              List<Holding> shows = staying.getOrDefault(channel, List.of());
              PolicyRule limit = docket.rulesOf(channel).get(Rule.AT_MOST);
              if (limit != null) {
                keepWithin(docket, limit, shows, channel);
              }
            });
  }

  /** {@code total-at-most}, over all channels. */
  static void total(Docket docket, Policies policies) {
    policies.rules().stream()
        .filter(rule -> rule.rule() == Rule.TOTAL_AT_MOST && !rule.isOff())
        .forEach(limit -> keepWithin(docket, limit, docket.staying().toList(), null));
  }

  /**
   * @param channel null for all together
   */
  private static void keepWithin(
      Docket docket, PolicyRule limit, List<Holding> shows, ChannelName channel) {
    long held = shows.stream().mapToLong(Holding::bytes).sum() + docket.keptByClips(channel);
    String whose = channel == null ? "the archive" : channel.toString();
    long over =
        sacrifice(
            docket.sacrifices(shows.stream()), held - limit.amount(), limit.words(), docket::mark);
    if (over > 0) {
      docket.shortfall(whose + " stays " + over + " bytes above " + limit.words() + LEFT);
    }
  }

  /**
   * Room on the disk, made at once: first what is marked already, the mark that is the oldest
   * first; then what this plan marks; then the order of sacrifice.
   */
  static void disk(Docket docket, OptionalLong freeBytes, long keepFreeBytes) {
    if (freeBytes.isEmpty() || keepFreeBytes == 0) {
      return;
    }
    String rule = "keep-free-bytes " + Amounts.text(Rule.Unit.BYTES, keepFreeBytes);
    long missing = keepFreeBytes - freeBytes.getAsLong() - docket.freed();
    List<Holding> marked =
        docket
            .in(BroadcastState.MARKED)
            .filter(show -> !docket.isSentenced(show) && !show.locked())
            .sorted(
                Comparator.comparingLong((Holding show) -> show.mark().markedAtMs())
                    .thenComparing(Holding::id))
            .toList();
    missing = sacrifice(marked, missing, rule, docket::delete);
    missing = sacrifice(docket.marks(), missing, rule, docket::delete);
    missing = sacrifice(docket.sacrifices(docket.staying()), missing, rule, docket::delete);
    if (missing > 0) {
      docket.shortfall("the disk stays " + missing + " bytes below " + rule + LEFT);
    }
  }

  /** Takes one after another until enough is gone; gives what is still too much. */
  private static long sacrifice(
      List<Holding> shows, long tooMuch, String rule, BiConsumer<Holding, String> take) {
    long over = tooMuch;
    for (Holding show : shows) {
      if (over <= 0) {
        break;
      }
      if (show.freedBytes() > 0) {
        take.accept(show, rule);
        over -= show.freedBytes();
      }
    }
    return over;
  }
}
