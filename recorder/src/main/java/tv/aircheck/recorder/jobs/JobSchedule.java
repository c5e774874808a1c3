package tv.aircheck.recorder.jobs;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** When a job is run: a cron expression in a zone, or never. Pure. */
public final class JobSchedule {
  static final String OFF = "off";

  private final CronExpression cron;
  private final String text;

  private JobSchedule(CronExpression cron, String text) {
    this.cron = cron;
    this.text = text;
  }

  /**
   * @param text Quartz's cron fields, seconds first: {@code 0 30 3 * * ?} is daily at half past
   *     three; or {@code off}
   * @throws IllegalArgumentException when it is neither
   */
  public static JobSchedule parse(String text, ZoneId zone) {
    if (text.isBlank() || text.trim().equals(OFF)) {
      return new JobSchedule(null, null);
    }
    try {
      CronExpression cron = new CronExpression(text.trim());
      cron.setTimeZone(TimeZone.getTimeZone(zone));
      return new JobSchedule(cron, cron.getCronExpression() + " " + zone.getId());
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a schedule ("
              + e.getMessage()
              + "); write 'off', or seconds, minutes, hours, day, month and day of the week, such"
              + " as '0 30 3 * * ?' for half past three each day",
          e);
    }
  }

  public boolean isOff() {
    return cron == null;
  }

  /** The expression with its zone; null when it is off. */
  String text() {
    return text;
  }

  CronExpression cron() {
    return cron;
  }

  /** The first time after a moment; null when there is none. */
  public Long nextAfter(long epochMs) {
    Date next =
        cron == null ? null : cron.getNextValidTimeAfter(Date.from(Instant.ofEpochMilli(epochMs)));
    return next == null ? null : (Long) next.toInstant().toEpochMilli();
  }
}
