package tv.aircheck.recorder.rebuild;

import tv.aircheck.segmenter.SegmentHead;
import tv.aircheck.segmenter.SegmentSummary;

/**
 * A segment that no manifest knows, read through.
 *
 * @param head null when it is none, or not whole: it is left out
 * @param sha256 of its file
 * @param trouble in words; null when there is none
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record FoundSegment(SegmentHead head, SegmentSummary summary, byte[] sha256, String trouble) {

  static FoundSegment none(String trouble) {
    return new FoundSegment(null, null, null, trouble);
  }
}
