package tv.aircheck.playback;

import tv.aircheck.index.Index;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.Spool;

/** Where shows come from. */
record Source(Index index, Spool spool, ObjectStore store, BringBack bringBack) {}
