package tv.aircheck.playback;

import java.util.concurrent.Executor;
import tv.aircheck.storage.GrowingSegments;

/**
 * What all viewers share.
 *
 * @param pool runs the blocking steps
 */
public record PlayContext(
    PlaybackSettings settings, Executor pool, GrowingSegments growing, PlaybackListener listener) {}
