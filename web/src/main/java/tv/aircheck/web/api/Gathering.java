package tv.aircheck.web.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A page of those rows of a list that somebody wants and may see.
 *
 * @param behind the row that the next page begins behind; null when there is none
 */
record Gathering<R>(List<R> rows, R behind) {
  /** Of those that are not wanted, too: a page that finds few is short, not slow. */
  private static final int MOST_LOOKED_AT = 5_000;

  private static final int BATCH = 200;

  /** A list in order, of which any part can be had. */
  interface Source<R> {
    /**
     * @param last null for the beginning of the page
     */
    List<R> behind(R last, int most);
  }

  static <R> Gathering<R> of(int limit, Source<R> source, Predicate<R> wanted) {
    List<R> rows = new ArrayList<>();
    R last = null;
    int looked = 0;
    // One more than the page shows whether there is another.
    int batch = limit + 1;
    while (true) {
      List<R> found = source.behind(last, batch);
      for (R row : found) {
        if (rows.size() == limit) {
          return new Gathering<>(rows, last);
        }
        last = row;
        if (wanted.test(row)) {
          rows.add(row);
        }
      }
      looked += found.size();
      if (found.size() < batch) {
        return new Gathering<>(rows, null);
      }
      if (looked >= MOST_LOOKED_AT) {
        return new Gathering<>(rows, last);
      }
      batch = BATCH;
    }
  }
}
