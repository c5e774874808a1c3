package tv.aircheck.rtmp.chunk;

/** One chunk stream going out: what the header of its next message has to say. */
final class OutChunkStream {
  private static final int BASIC = 1;
  private static final int EXTENSION = 4;
  private static final int SAME_STREAM_BYTES = BASIC + 7;
  private static final int FULL_BYTES = BASIC + 11;

  private boolean used;
  private int timestamp;
  private int streamId;
  private int format;
  private int time;
  private boolean extended;

  /**
   * Decides on the header that begins the next message: a full one at first, after a change of
   * message stream, backward in time and where the difference does not fit; else the short one.
   * Never less: readers disagree on what a missing header means.
   */
  void begin(int newTimestamp, int newStreamId) {
    int delta = newTimestamp - timestamp;
    boolean fits = delta >= 0 && delta < ChunkHeader.EXTENDED;
    boolean full = !used || !fits || newStreamId != streamId;
    format = full ? ChunkHeader.FULL : ChunkHeader.SAME_STREAM;
    extended = full && Integer.compareUnsigned(newTimestamp, ChunkHeader.EXTENDED) >= 0;
    if (full) {
      time = extended ? ChunkHeader.EXTENDED : newTimestamp;
    } else {
      time = delta;
    }
    used = true;
    timestamp = newTimestamp;
    streamId = newStreamId;
  }

  int format() {
    return format;
  }

  /** What stands in the header: the timestamp, the difference, or that it is extended. */
  int time() {
    return time;
  }

  /** Whether the header has an extended timestamp, which continuations repeat. */
  boolean extended() {
    return extended;
  }

  int timestamp() {
    return timestamp;
  }

  /** Bytes of the header. */
  int headerBytes() {
    int bytes = format == ChunkHeader.FULL ? FULL_BYTES : SAME_STREAM_BYTES;
    return extended ? bytes + EXTENSION : bytes;
  }

  /** Bytes of the header of each further chunk. */
  int continuationBytes() {
    return extended ? BASIC + EXTENSION : BASIC;
  }

  void forget() {
    used = false;
  }
}
