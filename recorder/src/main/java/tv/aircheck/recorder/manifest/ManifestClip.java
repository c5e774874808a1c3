package tv.aircheck.recorder.manifest;

import java.util.List;
import java.util.Map;
import tv.aircheck.index.ClipRow;

/**
 * A clip, as a manifest has it.
 *
 * @param title may be null
 */
public record ManifestClip(String id, String title, long createdAtMs, List<Range> ranges) {
  public ManifestClip {
    ranges = List.copyOf(ranges);
  }

  /**
   * As the index has it.
   *
   * @param takes the ids of its show's takes by their numbers
   */
  public static ManifestClip of(ClipRow clip, Map<Long, String> takes) {
    return new ManifestClip(
        clip.id(),
        clip.title(),
        clip.createdAtMs(),
        clip.ranges().stream()
            .map(
                range ->
                    new Range(
                        takes.get(range.takeSeq()),
                        range.fromPosition(),
                        range.toPosition(),
                        range.fromMs(),
                        range.toMs()))
            .toList());
  }

  /** What it covers of a take. */
  public record Range(String takeId, long fromPosition, long toPosition, long fromMs, long toMs) {}
}
