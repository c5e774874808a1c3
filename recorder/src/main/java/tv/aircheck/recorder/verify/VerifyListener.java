package tv.aircheck.recorder.verify;

import tv.aircheck.index.DamageRow;

/** Hears of a verification while it runs; on its thread. */
public interface VerifyListener {
  VerifyListener NONE = new VerifyListener() {};

  /** So many segments were gone over since the start, the sample's and the others. */
  default void progress(long segments) {}

  default void damaged(DamageRow damage) {}

  /** It cannot be read now: it is archived, and has to be brought back first. */
  default void unread(String key) {}
}
