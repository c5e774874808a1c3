package tv.aircheck.playback.http;

import java.util.Iterator;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Bounds how many indexes are put together at once: each takes memory for all frames of a show. One
 * that nobody goes on with loses its place to another. Any thread.
 */
final class Mp4Places {
  static final int MOST = 4;
  static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final LongSupplier nanoTicker;

  /** Whoever loads an index holds it; without them it is gone, and its place free. */
  private final Map<Mp4Index, Place> taken = new WeakHashMap<>();

  Mp4Places(LongSupplier nanoTicker) {
    this.nanoTicker = nanoTicker;
  }

  private static final class Place {
    int threads;
    long idleSince;
  }

  /**
   * Before each step of an index; {@link #leave} after it.
   *
   * @throws NotYet if all places are taken
   */
  synchronized void enter(Mp4Index index) throws NotYet {
    Place place = taken.get(index);
    if (place == null) {
      if (taken.size() >= MOST) {
        clear();
      }
      if (taken.size() >= MOST) {
        throw new NotYet("The indexes of " + MOST + " other downloads are being put together");
      }
      place = new Place();
      taken.put(index, place);
    }
    place.threads++;
  }

  private void clear() {
    long now = nanoTicker.getAsLong();
    for (Iterator<Map.Entry<Mp4Index, Place>> all = taken.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Mp4Index, Place> one = all.next();
      Place place = one.getValue();
      if (place.threads == 0 && now - place.idleSince >= IDLE_NANOS) {
        one.getKey().forget();
        all.remove();
      }
    }
  }

  /**
   * @param goesOn there will be another step
   */
  synchronized void leave(Mp4Index index, boolean goesOn) {
    Place place = taken.get(index);
    place.threads--;
    place.idleSince = nanoTicker.getAsLong();
    if (place.threads == 0 && !goesOn) {
      index.forget();
      taken.remove(index);
    }
  }
}
