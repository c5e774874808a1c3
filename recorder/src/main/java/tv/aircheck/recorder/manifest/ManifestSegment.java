package tv.aircheck.recorder.manifest;

import tv.aircheck.segmenter.SegmentSummary;

/**
 * A segment as a manifest says it.
 *
 * @param sha256 of its whole file, 32 bytes; null where the file could not be read when the
 *     manifest was written
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record ManifestSegment(SegmentSummary summary, byte[] sha256) {}
