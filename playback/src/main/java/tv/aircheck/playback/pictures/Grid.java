package tv.aircheck.playback.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a show is laid out in sheets: a tile for every so many milliseconds of it, ten in a row, ten
 * rows to a sheet.
 *
 * @param everyMs from one tile to the next
 * @param tiles in all sheets together
 */
record Grid(long everyMs, int tiles) {
  static final int TILE_WIDTH = 160;
  static final int TILE_HEIGHT = 90;
  static final int COLUMNS = 10;
  static final int ROWS = 10;
  static final int ON_A_SHEET = COLUMNS * ROWS;

  /** Finer is no use on a seek bar, and costs. */
  private static final int MOST_TILES = 500;

  private static final long SECOND = 1_000;
  private static final List<Long> STEPS =
      List.of(1L, 2L, 5L, 10L, 15L, 20L, 30L, 60L, 120L, 180L, 300L);

  /** Of a show of this length: the finest of the usual steps that is not too fine for it. */
  static Grid of(long durationMs) {
    for (long step : STEPS) {
      Grid grid = every(step * SECOND, durationMs);
      if (grid.tiles <= MOST_TILES) {
        return grid;
      }
    }
    long longest = STEPS.get(STEPS.size() - 1) * SECOND;
    long times = durationMs / (longest * MOST_TILES) + 1;
    return every(times * longest, durationMs);
  }

  /** With a step that was chosen before; a show without anything in it has no tile. */
  static Grid every(long everyMs, long durationMs) {
    return new Grid(everyMs, (int) Math.min(Integer.MAX_VALUE, ceil(durationMs, everyMs)));
  }

  /** Is this one of the steps? Whatever else is asked for would be made for nobody else. */
  static boolean isStep(long everyMs) {
    long longest = STEPS.get(STEPS.size() - 1) * SECOND;
    return everyMs > 0
        && everyMs % SECOND == 0
        && (STEPS.contains(everyMs / SECOND) || everyMs % longest == 0);
  }

  /** Without the row that is not full: on air it would not stay as it is. */
  Grid wholeRows() {
    return new Grid(everyMs, tiles / COLUMNS * COLUMNS);
  }

  private static long ceil(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  int sheets() {
    return (int) ceil(tiles, ON_A_SHEET);
  }

  /** How many tiles are on this sheet; the last one may be shorter. */
  int tilesOn(int sheet) {
    return Math.max(0, Math.min(ON_A_SHEET, tiles - sheet * ON_A_SHEET));
  }

  int rowsOn(int sheet) {
    return (int) ceil(tilesOn(sheet), COLUMNS);
  }

  long offsetMs(int sheet, int tile) {
    return ((long) sheet * ON_A_SHEET + tile) * everyMs;
  }

  /** Where a sheet is to be had. */
  interface Address {
    String of(int sheet, int rows);
  }

  /** WebVTT: which part of which sheet shows what is seen from when until when. */
  String vtt(long durationMs, Address address) {
    StringBuilder text = new StringBuilder("WEBVTT\n");
    for (int sheet = 0; sheet < sheets(); sheet++) {
      String at = address.of(sheet, rowsOn(sheet));
      for (int tile = 0; tile < tilesOn(sheet); tile++) {
        long fromMs = offsetMs(sheet, tile);
        long toMs = Math.min(durationMs, fromMs + everyMs);
        text.append('\n')
            .append(time(fromMs))
            .append(" --> ")
            .append(time(Math.max(fromMs + 1, toMs)))
            .append('\n')
            .append(at)
            .append("#xywh=")
            .append(tile % COLUMNS * TILE_WIDTH)
            .append(',')
            .append(tile / COLUMNS * TILE_HEIGHT)
            .append(',')
            .append(TILE_WIDTH)
            .append(',')
            .append(TILE_HEIGHT)
            .append('\n');
      }
    }
    return text.toString();
  }

  private static String time(long ms) {
    List<Object> parts = new ArrayList<>();
    parts.add(ms / 3_600_000);
    parts.add(ms / 60_000 % 60);
    parts.add(ms / 1_000 % 60);
    parts.add(ms % 1_000);
    return String.format(Locale.ROOT, "%02d:%02d:%02d.%03d", parts.toArray());
  }
}
