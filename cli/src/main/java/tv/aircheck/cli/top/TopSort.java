package tv.aircheck.cli.top;

import java.util.Comparator;
import java.util.Locale;
import tv.aircheck.cli.status.TakeStatus;

/** What takes on air are ordered by; each has a key. Those to look at first come first. */
@SuppressWarnings("ImmutableEnumChecker") // comparators have nothing that changes
enum TopSort {
  CHANNEL('c', Comparator.comparing(TakeStatus::channel)),
  BITRATE('b', Comparator.comparingLong(TakeStatus::bitsPerSecond).reversed()),
  LAG('l', Comparator.comparingDouble(TopSort::lag).reversed()),
  KEYFRAMES('k', Comparator.comparingDouble(TopSort::interval).reversed()),
  GAPS('g', Comparator.comparingInt(TopSort::gaps).reversed()),
  VIEWERS('v', Comparator.comparingInt(TakeStatus::viewers).reversed()),
  SINCE('t', Comparator.comparing(TakeStatus::since));

  final char key;
  final Comparator<TakeStatus> order;

  TopSort(char key, Comparator<TakeStatus> order) {
    this.key = key;
    this.order = order.thenComparing(TakeStatus::channel).thenComparing(TakeStatus::take);
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What stands still, or is not recorded, is behind most. */
  private static double lag(TakeStatus take) {
    return take.log().lag() == null ? Double.MAX_VALUE : take.log().lag();
  }

  private static int gaps(TakeStatus take) {
    return take.gaps().count();
  }

  private static double interval(TakeStatus take) {
    return take.keyframeInterval() == null ? 0 : take.keyframeInterval();
  }
}
