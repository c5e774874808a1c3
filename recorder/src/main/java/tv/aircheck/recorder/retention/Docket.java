package tv.aircheck.recorder.retention;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Holding;
import tv.aircheck.recorder.retention.PlannedAction.Kind;
import tv.aircheck.recorder.retention.Policies.PolicyRule;

/** A plan in the making: what may go at all, in which order, and what is to go by now. */
final class Docket {
  /** The order in which a channel's shows are counted as its last ones. */
  static final Comparator<Holding> NEWEST_FIRST =
      Comparator.comparingLong(Holding::startedAtMs).thenComparing(Holding::id).reversed();

  private static final Comparator<Holding> ENDED_FIRST =
      Comparator.comparing(Holding::endedAtMs).thenComparing(Holding::id);

  private final List<Holding> shows;
  private final Policies.Lookup policies;
  private final long nowMs;
  private final Duration grace;
  private final Map<String, PlannedAction> sentences = new LinkedHashMap<>();
  private final List<String> shortfalls = new ArrayList<>();

  Docket(List<Holding> shows, Policies policies, Duration grace, long nowMs) {
    this.shows = shows;
    this.policies = policies.lookup();
    this.grace = grace;
    this.nowMs = nowMs;
  }

  /** What lists and players see and nothing so far takes. */
  Stream<Holding> staying() {
    return shows.stream().filter(show -> show.state().isShown() && !isSentenced(show));
  }

  /** {@link #staying}, by channels in the order of their names. */
  Map<ChannelName, List<Holding>> byChannel() {
    Comparator<ChannelName> byName = Comparator.comparing(ChannelName::toString);
    return staying()
        .collect(
            Collectors.groupingBy(
                Holding::channel, () -> new TreeMap<>(byName), Collectors.toList()));
  }

  /** Of all shows, what becomes of them or not; in the order of their names. */
  Stream<ChannelName> channels() {
    return shows.stream()
        .map(Holding::channel)
        .distinct()
        .sorted(Comparator.comparing(ChannelName::toString));
  }

  /** All in a state. */
  Stream<Holding> in(BroadcastState state) {
    return shows.stream().filter(show -> show.state() == state);
  }

  boolean isSentenced(Holding show) {
    return sentences.containsKey(show.id());
  }

  Map<Rule, PolicyRule> rulesOf(ChannelName channel) {
    return policies.of(channel);
  }

  /** Since its end; negative for one that is live, or ended by a clock that is ahead. */
  long ageMs(Holding show) {
    return show.endedAtMs() == null ? -1 : nowMs - show.endedAtMs();
  }

  /**
   * Whether a rule may take it at all: it has ended, is not locked, and is not younger than the
   * channel's {@code keep-at-least}.
   */
  boolean mayGo(Holding show) {
    if (show.state() != BroadcastState.ENDED || show.locked() || ageMs(show) < 0) {
      return false;
    }
    PolicyRule floor = rulesOf(show.channel()).get(Rule.KEEP_AT_LEAST);
    return floor == null || ageMs(show) >= floor.amount();
  }

  /**
   * The order of sacrifice, of what stays so far and may go: first shows of channels for which no
   * keep rule speaks, then those that one keeps; of each, what ended first goes first.
   */
  List<Holding> sacrifices(Stream<Holding> among) {
    return among
        .filter(this::mayGo)
        .sorted(Comparator.comparing(this::isKeptByRule).thenComparing(ENDED_FIRST))
        .toList();
  }

  private boolean isKeptByRule(Holding show) {
    Map<Rule, PolicyRule> rules = rulesOf(show.channel());
    return rules.containsKey(Rule.KEEP_FOR) || rules.containsKey(Rule.KEEP_LAST);
  }

  /** It goes after the grace time. */
  void mark(Holding show, String rule) {
    sentences.put(
        show.id(), new PlannedAction(Kind.MARK, show, rule, nowMs + grace.toMillis(), null));
  }

  /** It goes now, whatever was to become of it. */
  void delete(Holding show, String rule) {
    sentences.put(show.id(), new PlannedAction(Kind.DELETE, show, rule, nowMs, null));
  }

  /** Shows that are to be marked so far, in the order in which that was decided. */
  List<Holding> marks() {
    return sentences.values().stream()
        .filter(action -> action.kind() == Kind.MARK)
        .map(PlannedAction::show)
        .toList();
  }

  /**
   * What the deletions so far make room for: those that are due, and those that were interrupted.
   */
  long freed() {
    return sentences.values().stream()
        .filter(action -> action.kind() == Kind.DELETE)
        .mapToLong(action -> action.show().freedBytes())
        .sum();
  }

  /**
   * What clips keep of shows that go, or went: it counts for a limit, and nothing can be done about
   * it.
   *
   * @param channel null for all
   */
  long keptByClips(ChannelName channel) {
    return shows.stream()
        .filter(show -> channel == null || show.channel().equals(channel))
        .filter(show -> !show.state().isShown() || isSentenced(show))
        .mapToLong(Holding::clipBytes)
        .sum();
  }

  void shortfall(String words) {
    shortfalls.add(words);
  }

  List<String> shortfalls() {
    return shortfalls;
  }

  /** Deletions first, then marks; as they were decided. */
  List<PlannedAction> sentences() {
    return sentences.values().stream().sorted(Comparator.comparing(PlannedAction::kind)).toList();
  }
}
