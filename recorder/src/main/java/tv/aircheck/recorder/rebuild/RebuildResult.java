package tv.aircheck.recorder.rebuild;

/**
 * What a rebuild came to.
 *
 * @param manifests that were gone by
 * @param segments in the new index
 * @param scanned how many of them no manifest knew: they were read through
 * @param spooled how many of them are in the spool only, and are to be uploaded
 * @param troubles what was left out, or is not as it should be; each was said to the listener
 */
public record RebuildResult(
    long manifests, long segments, long scanned, long spooled, long troubles) {}
