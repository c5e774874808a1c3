package tv.aircheck.recorder;

import java.util.List;
import java.util.OptionalLong;
import tv.aircheck.index.UploadMinute;

/**
 * How fast segments went to the store of late, and how long what waits will take at that.
 *
 * @param bytesPerSecond over the last minutes
 * @param drainSeconds until nothing waits, with what is recorded meanwhile taken into account;
 *     empty while what waits does not get less
 */
public record UploadPace(long bytesPerSecond, OptionalLong drainSeconds) {
  /** What counts as of late. */
  public static final long WINDOW_MS = 5 * UploadMinute.MS;

  /** What waits no longer than this is what was recorded just now. */
  private static final long KEEPS_UP_SECONDS = 60;

  /**
   * @param minutes those within the window, in order
   */
  static UploadPace of(List<UploadMinute> minutes, long backlogBytes, long nowMs) {
    List<UploadMinute> late =
        minutes.stream()
            .filter(m -> m.startedAtMs() + UploadMinute.MS > nowMs - WINDOW_MS)
            .toList();
    if (late.isEmpty()) {
      return new UploadPace(0, backlogBytes == 0 ? OptionalLong.of(0) : OptionalLong.empty());
    }
    long seconds = Math.max(1, (nowMs - late.get(0).startedAtMs()) / 1_000);
    long rate = late.stream().mapToLong(UploadMinute::bytes).sum() / seconds;
    return new UploadPace(rate, drain(late, backlogBytes, rate, nowMs));
  }

  private static OptionalLong drain(
      List<UploadMinute> minutes, long backlogBytes, long rate, long nowMs) {
    if (backlogBytes == 0) {
      return OptionalLong.of(0);
    }
    if (rate == 0) {
      return OptionalLong.empty();
    }
    UploadMinute then =
        minutes.stream().filter(m -> m.backlogBytes() != null).findFirst().orElse(null);
    if (backlogBytes / rate <= KEEPS_UP_SECONDS || then == null) {
      return OptionalLong.of(backlogBytes / rate);
    }
    // As it was at the end of that minute.
    long seconds = (nowMs - then.startedAtMs() - UploadMinute.MS) / 1_000;
    long less = then.backlogBytes() - backlogBytes;
    return seconds > 0 && less > 0
        ? OptionalLong.of((long) (backlogBytes / ((double) less / seconds)))
        : OptionalLong.empty();
  }
}
