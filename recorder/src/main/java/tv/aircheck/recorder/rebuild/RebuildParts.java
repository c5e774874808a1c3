package tv.aircheck.recorder.rebuild;

import java.nio.file.Path;
import java.time.InstantSource;
import tv.aircheck.index.Index;
import tv.aircheck.recorder.BroadcastRule;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.Spool;

/**
 * What a rebuild works with. It closes none of it.
 *
 * @param index new and empty
 * @param rule the same that the recorder has: it decides which takes are one show
 * @param scratch a folder for segments that are being read through; one for each thread at once
 * @param threads objects read at once
 */
public record RebuildParts(
    Index index,
    ObjectStore store,
    Spool spool,
    BroadcastRule rule,
    InstantSource clock,
    Path scratch,
    int threads) {}
