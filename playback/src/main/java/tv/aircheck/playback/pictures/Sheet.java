package tv.aircheck.playback.pictures;

/**
 * One of the sheets of a show.
 *
 * @param number from 0
 * @param rows how many of its rows are wanted, which is all but for a show on air
 */
record Sheet(Grid grid, int number, int rows) {
  static Sheet whole(Grid grid, int number) {
    return new Sheet(grid, number, grid.rowsOn(number));
  }

  int tiles() {
    return Math.min(grid.tilesOn(number), rows * Grid.COLUMNS);
  }

  String name(String timeline) {
    return "sheet-%s-%d-%d-%d".formatted(timeline, grid.everyMs(), number, rows);
  }
}
