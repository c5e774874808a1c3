package tv.aircheck.recorder.manifest;

import java.io.IOException;

/**
 * Gets what a manifest says, in its order: each take's gaps, then its segments; behind all takes,
 * clips.
 */
public interface ManifestVisitor {
  /** Only looks whether it is whole. */
  ManifestVisitor NONE = new ManifestVisitor() {};

  default void header(ManifestHeader header) throws IOException {}

  default void take(ManifestTake take) throws IOException {}

  default void gap(ManifestGap gap) throws IOException {}

  default void segment(ManifestSegment segment) throws IOException {}

  /** Behind the last segment of a take. */
  default void takeEnds() throws IOException {}

  default void clip(ManifestClip clip) throws IOException {}
}
