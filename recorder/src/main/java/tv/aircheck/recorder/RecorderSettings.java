package tv.aircheck.recorder;

import java.time.Duration;
import tv.aircheck.segmenter.SegmenterSettings;

/**
 * How a recorder records.
 *
 * @param syncEvery how often what is written of a growing segment is made durable, and so
 *     acknowledged
 * @param writers threads that write and sync; a take that waits for the disk keeps one of them
 * @param originPatience how long a take waits for an origin that is away before it counts as lost;
 *     if the origin comes back later with more of it, it is open again
 */
public record RecorderSettings(
    SegmenterSettings segments,
    Duration syncEvery,
    int writers,
    Duration originPatience,
    BroadcastSettings broadcasts,
    UploadSettings uploads,
    SpoolLimits spool) {

  public static final RecorderSettings DEFAULT =
      new RecorderSettings(
          SegmenterSettings.DEFAULT,
          Duration.ofSeconds(2),
          8,
          Duration.ofMinutes(10),
          BroadcastSettings.DEFAULT,
          UploadSettings.DEFAULT,
          SpoolLimits.DEFAULT);
}
