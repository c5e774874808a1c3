package tv.aircheck.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a transaction has changed so far. One thread. */
final class Notes {
  private final List<IndexChange> changes = new ArrayList<>();

  void add(IndexChange change) {
    changes.add(change);
  }

  /** How many there are, for {@link #backTo}. */
  int size() {
    return changes.size();
  }

  /** A work was undone, and what it noted did not happen. */
  void backTo(int size) {
    changes.subList(size, changes.size()).clear();
  }

  /** Each once, where it came last: what was so in the end is told in the end. */
  Collection<IndexChange> once() {
    Set<IndexChange> once = new LinkedHashSet<>();
    for (IndexChange change : changes) {
      once.remove(change);
      once.add(change);
    }
    return once;
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }
}
