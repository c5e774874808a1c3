package tv.aircheck.recorder;

import java.util.function.LongSupplier;
import tv.aircheck.segmenter.SegmenterSettings;
import tv.aircheck.storage.Spool;

/** What every session of a recorder works with. */
record Desk(
    TakeBook book,
    Spool spool,
    Salvage salvage,
    SegmenterSettings segments,
    LongSupplier ticker,
    RecorderListener listener) {}
