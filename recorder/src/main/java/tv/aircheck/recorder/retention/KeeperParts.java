package tv.aircheck.recorder.retention;

import java.time.InstantSource;
import tv.aircheck.index.Index;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.Spool;

/**
 * What retention works on.
 *
 * @param freeSpace on the disk of the store
 */
public record KeeperParts(
    Index index, Spool spool, ObjectStore store, InstantSource clock, FreeSpace freeSpace) {}
