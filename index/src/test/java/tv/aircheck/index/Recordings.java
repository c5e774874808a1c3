package tv.aircheck.index;

/** Rows for tests, with what does not matter filled in. */
final class Recordings {
  static final Codecs AVC_AAC = new Codecs("avc1.64001f", "mp4a.40.2", 1280, 720, 48_000, 2);

  private final Index index;

  Recordings(Index index) {
    this.index = index;
  }

  /** A live broadcast with one open take of the same id; gives the take's seq. */
  long live(ChannelName channel, String id, long startedAtMs) {
    return index.writeNow(
        tx -> {
          long channelId = tx.channels().ensure(channel, startedAtMs);
          tx.broadcasts().open(id, channelId, startedAtMs);
          return tx.takes().open(take(id, id, startedAtMs));
        });
  }

  /** One more take of a broadcast. */
  long take(String broadcastId, String id) {
    return index.writeNow(tx -> tx.takes().open(take(id, broadcastId, 0)));
  }

  private static NewTake take(String id, String broadcastId, long startedAtMs) {
    return new NewTake(id, broadcastId, "origin-1", "PUBLISH", null, startedAtMs);
  }

  void ended(ChannelName channel, String id, long startedAtMs) {
    live(channel, id, startedAtMs);
    index.writeNow(tx -> tx.broadcasts().end(id, startedAtMs + 1));
  }

  boolean segment(SegmentRow row) {
    return index.writeNow(tx -> tx.segments().add(row));
  }

  boolean uploadable(SegmentRow row, long nowMs) {
    return index.writeNow(
        tx ->
            tx.segments().add(row) && tx.uploads().add(row.takeSeq(), row.startPosition(), nowMs));
  }

  static SegmentRow segmentOf(long takeSeq, long from, long to, long startMs, long endMs) {
    return new SegmentRow(
        takeSeq,
        from,
        to,
        startMs,
        endMs,
        startMs,
        300,
        to - from + 300,
        7,
        false,
        AVC_AAC,
        new byte[] {1, 2, 3});
  }
}
