package tv.aircheck.index;

import java.util.Collection;

/** Told of what this process has written. */
@FunctionalInterface
public interface IndexListener {
  IndexListener NONE = changes -> {};

  /**
   * It is on disk. Called on the writer's thread, which everybody who writes waits for: must be
   * quick, and must not throw.
   *
   * @param changes of one commit, in order, each once
   */
  void committed(Collection<IndexChange> changes);
}
