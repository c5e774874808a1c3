package tv.aircheck.recorder.bundle;

import java.nio.file.Path;
import java.time.InstantSource;
import tv.aircheck.index.Index;
import tv.aircheck.storage.Disk;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.Spool;

/**
 * What bundling works with. It closes none of it.
 *
 * @param store segments are read from it as they lie, single or bundled: a {@link BundledStore}
 * @param scratch a folder for the one bundle that is being made; on the file system of a store that
 *     is a folder, no byte is copied twice
 * @param leastFreeBytes what has to stay free on the disk of that folder
 */
public record BundleParts(
    Index index,
    Spool spool,
    ObjectStore store,
    InstantSource clock,
    Disk disk,
    Path scratch,
    long leastFreeBytes) {}
