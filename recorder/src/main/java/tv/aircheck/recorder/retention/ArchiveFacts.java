package tv.aircheck.recorder.retention;

import java.util.List;
import java.util.OptionalLong;
import tv.aircheck.index.ClipHolding;
import tv.aircheck.index.Holding;

/**
 * What a plan is made from.
 *
 * @param shows all broadcasts, in any state and order
 * @param clips all, in any order
 * @param freeBytes on the disk of the store; empty where that is no folder
 */
public record ArchiveFacts(List<Holding> shows, List<ClipHolding> clips, OptionalLong freeBytes) {
  public ArchiveFacts {
    shows = List.copyOf(shows);
    clips = List.copyOf(clips);
  }
}
