package tv.aircheck.rtmp.chunk;

/** What the writer remembers of the last message on one chunk stream. */
final class OutChunkStream {
  private boolean used;
  private int timestamp;
  private int streamId;
  private boolean extended;

  /**
   * The header that begins the next message: a full one at first, after a change of message stream,
   * backward in time and where the difference does not fit; else the short one. Never less: readers
   * disagree on what a missing header means.
   */
  int formatFor(int newTimestamp, int newStreamId) {
    int delta = newTimestamp - timestamp;
    boolean fits = delta >= 0 && delta < ChunkHeader.EXTENDED;
    return used && fits && newStreamId == streamId ? ChunkHeader.SAME_STREAM : ChunkHeader.FULL;
  }

  int deltaTo(int newTimestamp) {
    return newTimestamp - timestamp;
  }

  void sent(int newTimestamp, int newStreamId) {
    used = true;
    timestamp = newTimestamp;
    streamId = newStreamId;
  }

  /** Whether the last header had an extended timestamp, which continuations must repeat. */
  boolean extended() {
    return extended;
  }

  void extended(boolean isExtended) {
    extended = isExtended;
  }

  void forget() {
    used = false;
  }
}
