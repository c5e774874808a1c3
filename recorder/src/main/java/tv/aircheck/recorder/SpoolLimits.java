package tv.aircheck.recorder;

/**
 * How much of the local disk the spool may use.
 *
 * @param highWaterBytes above it, segments that the store has proven to hold are evicted, the
 *     longest unused first
 * @param refuseBelowBytes with less free on the disk, new takes are not recorded
 * @param stopBelowBytes with less free on the disk, the takes being recorded are ended
 */
public record SpoolLimits(long highWaterBytes, long refuseBelowBytes, long stopBelowBytes) {
  public static final SpoolLimits DEFAULT = new SpoolLimits(64L << 30, 256L << 20, 64L << 20);

  /** What the disk still allows. */
  public enum Room {
    AMPLE,
    /** Only for the takes that are being recorded. */
    SCARCE,
    NONE
  }

  Room room(long freeBytes) {
    if (freeBytes < stopBelowBytes) {
      return Room.NONE;
    }
    return freeBytes < refuseBelowBytes ? Room.SCARCE : Room.AMPLE;
  }

  /** How much has to leave the spool: down to nine tenths of the high water. */
  long above(long spoolBytes) {
    return spoolBytes > highWaterBytes ? spoolBytes - highWaterBytes / 10 * 9 : 0;
  }

  /** How much the disk has to get back: until new takes can be recorded, and a quarter more. */
  long missing(long freeBytes) {
    if (freeBytes >= refuseBelowBytes) {
      return 0;
    }
    long missing = refuseBelowBytes - freeBytes;
    return missing + Math.min(refuseBelowBytes / 4, Long.MAX_VALUE - missing);
  }
}
