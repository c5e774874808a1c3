package tv.aircheck.flv.mp4;

/** Walks over a table of (how many, value), one by one. */
final class RunWalk {
  private final Table table;
  private int entry = -1;
  private long left;

  RunWalk(Table table) {
    this.table = table;
  }

  /** Moves to the next; false when the table has no more. */
  boolean next() {
    while (left == 0) {
      if (++entry >= table.count()) {
        entry = table.count();
        return false;
      }
      left = table.unsigned(entry, 0);
    }
    left--;
    return true;
  }

  long unsigned() {
    return table.unsigned(entry, 1);
  }

  int signed() {
    return table.signed(entry, 1);
  }
}
