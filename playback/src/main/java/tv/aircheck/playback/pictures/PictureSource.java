package tv.aircheck.playback.pictures;

import java.time.InstantSource;
import tv.aircheck.index.Index;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.Spool;

/**
 * Where shows are, and where pictures are kept.
 *
 * @param store as it is: who reads here and there has nothing of what lies between
 */
public record PictureSource(Index index, Spool spool, ObjectStore store, InstantSource clock) {}
