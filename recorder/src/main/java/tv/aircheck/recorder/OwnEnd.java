package tv.aircheck.recorder;

/**
 * Why a take ended here although its origin had not ended it; the words stand in the index beside
 * the origin's. If the origin has more of such a take, it is opened again.
 */
public enum OwnEnd {
  /** The origin does not know the take any more, or stayed away. */
  LOST,
  /** No room on the local disk. */
  SPOOL_FULL,
  /** Writing it failed, or what came was not FLV. */
  FAILED,
  /** Found in the store when the index was rebuilt; how it ended is written nowhere. */
  REBUILT;

  static boolean isOne(String reason) {
    for (OwnEnd own : values()) {
      if (own.name().equals(reason)) {
        return true;
      }
    }
    return false;
  }
}
