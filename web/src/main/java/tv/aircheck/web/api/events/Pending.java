package tv.aircheck.web.api.events;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tv.aircheck.index.IndexChange;

/** Changes that are to be told: each once, and not more than so many. Any thread. */
final class Pending {
  private final int most;
  private final Set<IndexChange> changes = new LinkedHashSet<>();
  private boolean lost;

  Pending(int most) {
    this.most = most;
  }

  /** Whether somebody is to be woken: there was nothing before. */
  synchronized boolean add(Collection<IndexChange> more) {
    boolean none = changes.isEmpty() && !lost;
    if (changes.size() + more.size() > most) {
      changes.clear();
      lost = true;
    } else if (!lost) {
      // Where it came last: what was so in the end is told in the end.
      more.forEach(changes::remove);
      changes.addAll(more);
    }
    return none;
  }

  /** Whether some were dropped since this was last asked. */
  synchronized boolean takeLost() {
    boolean was = lost;
    lost = false;
    return was;
  }

  synchronized List<IndexChange> take() {
    List<IndexChange> taken = new ArrayList<>(changes);
    changes.clear();
    return taken;
  }
}
