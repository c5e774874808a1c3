package tv.aircheck.recorder.retention;

import tv.aircheck.index.Holding;
import tv.aircheck.storage.Tier;

/**
 * One thing that a plan does to one show.
 *
 * @param show as it was when the plan was made: one that has changed since is left alone
 * @param rule why, in words
 * @param atMs when its bytes go: after the grace time for one that is marked
 * @param tier where it moves; null unless it does
 */
public record PlannedAction(Kind kind, Holding show, String rule, long atMs, Tier tier) {
  /** In the order in which they are done: what makes room comes first. */
  public enum Kind {
    /** Its objects, files and rows go now. */
    DELETE,
    /** It is hidden now and deleted after the grace time. */
    MARK,
    /** Its objects go to another tier of the store. */
    MOVE
  }

  /** Whether this is what decides that the show goes: it was to stay until now. */
  boolean isSentence() {
    return kind != Kind.MOVE && show.state().isShown();
  }
}
