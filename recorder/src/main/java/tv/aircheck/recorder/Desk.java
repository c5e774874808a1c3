package tv.aircheck.recorder;

import java.util.function.LongSupplier;
import tv.aircheck.segmenter.SegmenterSettings;
import tv.aircheck.storage.Spool;

/**
 * What every session of a recorder works with.
 *
 * @param settings how it records
 */
record Desk(
    TakeBook book,
    Spool spool,
    Salvage salvage,
    RecorderSettings settings,
    LongSupplier ticker,
    RecorderListener listener) {
  SegmenterSettings segments() {
    return settings.segments();
  }
}
