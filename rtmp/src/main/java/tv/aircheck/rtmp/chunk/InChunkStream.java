package tv.aircheck.rtmp.chunk;

/** What the reader remembers of one chunk stream: the last header, and the message under way. */
final class InChunkStream {
  final int id;
  final Body body = new Body();
  int timestamp;
  int delta;
  int length;
  int typeId;
  int streamId;

  /** Whether the last full header had an extended timestamp, and what it said. */
  boolean extended;

  int extendedValue;

  /** Whether a message has begun and not ended. */
  boolean open;

  /** Whether the reader had to wait for the rest of it, and since when by the ticker. */
  boolean waiting;

  long waitingSinceNanos;

  InChunkStream(int id) {
    this.id = id;
  }

  int missing() {
    return length - body.length();
  }
}
