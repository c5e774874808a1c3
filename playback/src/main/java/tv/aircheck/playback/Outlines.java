package tv.aircheck.playback;

import java.util.Optional;
import java.util.function.LongSupplier;
import tv.aircheck.index.Index;

/** Finds shows for those who draw them, as players see them. Blocks; any thread. */
public final class Outlines {
  private final Shows shows;

  /**
   * @param nanoTicker what was found a moment ago is given again
   */
  public Outlines(Index index, LongSupplier nanoTicker) {
    this.shows = new Shows(index, nanoTicker);
  }

  /** Nothing for a show that is not there, or is being deleted. */
  public Optional<Outline> find(String id) {
    return Optional.ofNullable(shows.byId(id)).map(Outline::new);
  }
}
