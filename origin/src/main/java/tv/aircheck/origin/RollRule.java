package tv.aircheck.origin;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When a take that goes on and on is cut in two, at a keyframe.
 *
 * @param longest a take is rolled once it is so long, in media time
 * @param dailyAt time of day of the daily split, or null for none
 */
public record RollRule(Duration longest, LocalTime dailyAt, ZoneId zone) {
  public static final RollRule DEFAULT = new RollRule(Duration.ofHours(12), null, ZoneId.of("UTC"));
}
