package tv.aircheck.recorder.manifest;

import java.util.List;

/**
 * A clip, as a manifest has it.
 *
 * @param title may be null
 */
public record ManifestClip(String id, String title, long createdAtMs, List<Range> ranges) {
  public ManifestClip {
    ranges = List.copyOf(ranges);
  }

  /** What it covers of a take. */
  public record Range(String takeId, long fromPosition, long toPosition, long fromMs, long toMs) {}
}
