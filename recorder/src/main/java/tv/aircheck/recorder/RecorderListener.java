package tv.aircheck.recorder;

/**
 * What an observer of the recorder may count. Called from its threads, outside locks; must be
 * quick.
 */
public interface RecorderListener {
  RecorderListener NONE = new RecorderListener() {};

  /** A take is being recorded: from its start, or again after a break. */
  default void takeOpened(String takeId, boolean resumed) {}

  /** The reason is the origin's, or LOST, SPOOL_FULL. */
  default void takeEnded(String takeId, String reason) {}

  default void takeFailed(String takeId, Throwable cause) {}

  /** Log bytes of a take went to its segment file. */
  default void written(int bytes) {}

  /** How long making a growing segment durable took. */
  default void synced(long nanos) {}

  default void segmentSealed(long fileBytes) {}

  default void gap(String takeId, long bytes) {}

  default void uploaded(long bytes) {}

  /**
   * @param kind a word: what is wrong with the store, or with the segment
   */
  default void uploadFailed(String kind) {}

  /** How the way to the store stands; every few seconds. */
  default void looked(UploadStatus status) {}

  /**
   * @param freedBytes what the disk got back: less where the store shares the files
   */
  default void evicted(long bytes, long freedBytes) {}
}
