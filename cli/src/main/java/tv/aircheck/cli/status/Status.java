package tv.aircheck.cli.status;

import java.util.List;

/**
 * A node at a moment. The names are a contract: {@code docs/CLI.md} tells what each means. Times
 * are ISO 8601 in UTC, durations seconds, sizes bytes; null is what this node has not, or does not
 * know.
 *
 * @param at when it was taken
 * @param takes on air or on record here, by channel
 * @param uploads null on a node that records nothing
 * @param spool null on a node that records nothing
 * @param jobs empty on a node that runs none
 */
public record Status(
    String at,
    Node node,
    List<TakeStatus> takes,
    Uploads uploads,
    Spool spool,
    List<JobStatus> jobs) {

  /** The process. */
  public record Node(
      String name,
      String version,
      String startedAt,
      double uptime,
      List<String> roles,
      String data,
      String store) {}

  /**
   * What is on its way to the store.
   *
   * @param waiting sealed and not in the store yet
   * @param oldestAt when the oldest of it was published; null when nothing waits
   * @param lag how old that is
   * @param troubled of those that wait, how many cannot be stored before somebody has looked at
   *     them
   * @param unproven how many the store has and has still to be asked for their checksum
   * @param storeAway what the store says while it takes nothing; null while it does
   * @param bytesPerSecond of the last ten seconds
   */
  public record Uploads(
      Amount waiting,
      String oldestAt,
      Double lag,
      long bytesPerSecond,
      long troubled,
      long unproven,
      String storeAway) {}

  /** So many segments, and their bytes. */
  public record Amount(long segments, long bytes) {}

  /**
   * The local disk.
   *
   * @param bytes of all segments in it, those that grow included
   * @param free what the file system has left
   * @param highWater above it, what the store has is evicted
   * @param refuseBelow with less free, new takes are not recorded
   * @param stopBelow with less free, recording stops
   * @param state ample, scarce or none: by free space
   */
  public record Spool(
      long files,
      long bytes,
      long free,
      long highWater,
      long refuseBelow,
      long stopBelow,
      String state) {}
}
