package tv.aircheck.cli.output;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * How wide each column of a table is, where not all fit: words give way first; then, from the
 * right, they are left out; then what is neither the first column, which says what the row is
 * about, nor a number gets narrower. Pure.
 */
final class ColumnFit {
  /** Of words, less says nothing. */
  private static final int FEWEST_OF_WORDS = 12;

  private static final int FEWEST = 6;

  private final Table.Column[] columns;
  private final int gap;

  ColumnFit(Table.Column[] columns, int gap) {
    this.columns = columns;
    this.gap = gap;
  }

  /** 0 for a column that is left out. */
  int[] fit(int[] wanted, int width) {
    int[] widths = wanted.clone();
    narrow(widths, width, i -> columns[i].mayBeCut(), FEWEST_OF_WORDS);
    for (int i = widths.length - 1; i > 0 && total(widths) > width; i--) {
      if (columns[i].mayBeCut()) {
        widths[i] = 0;
      }
    }
    narrow(widths, width, i -> i > 0 && !columns[i].rightAligned(), FEWEST);
    return widths;
  }

  /** Takes from the widest of those that may be narrowed, one by one. */
  private void narrow(int[] widths, int width, IntPredicate mayBe, int fewest) {
    while (total(widths) > width) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        if (mayBe.test(i) && widths[i] > fewest && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
    }
  }

  private long total(int[] widths) {
    long shown = Arrays.stream(widths).filter(width -> width > 0).count();
    return Arrays.stream(widths).asLongStream().sum() + Math.max(0, shown - 1) * gap;
  }
}
