package tv.aircheck.recorder.retention;

import tv.aircheck.index.ClipHolding;
import tv.aircheck.index.Holding;
import tv.aircheck.storage.Tier;

/**
 * One thing that a plan does to one show, or to one clip.
 *
 * @param show as it was when the plan was made: one that has changed since is left alone. For a
 *     clip, the show that it is of
 * @param clip null unless it is about one
 * @param rule why, in words
 * @param atMs when its bytes go: after the grace time for one that is marked
 * @param tier where it moves; null unless it does
 */
public record PlannedAction(
    Kind kind, Holding show, ClipHolding clip, String rule, long atMs, Tier tier) {
  /** In the order in which they are done: what makes room comes first. */
  public enum Kind {
    /** The clip goes now, with what it alone keeps. */
    DELETE_CLIP,
    /** Its objects, files and rows go now, but for what clips keep. */
    DELETE,
    /** The clip is hidden now and deleted after the grace time. */
    MARK_CLIP,
    /** It is hidden now and deleted after the grace time. */
    MARK,
    /** Its objects go to another tier of the store. */
    MOVE;

    public boolean isAboutClip() {
      return this == DELETE_CLIP || this == MARK_CLIP;
    }
  }

  public PlannedAction {
    if (kind.isAboutClip() != (clip != null)) {
      throw new IllegalArgumentException(kind + " of " + clip);
    }
  }

  /** One that is about a show. */
  public PlannedAction(Kind kind, Holding show, String rule, long atMs, Tier tier) {
    this(kind, show, null, rule, atMs, tier);
  }

  /** Of the show or the clip. */
  public String id() {
    return clip == null ? show.id() : clip.id();
  }

  /** Whether this is what decides that the show goes: it was to stay until now. */
  boolean isSentence() {
    return kind != Kind.MOVE && clip == null && show.state().isShown();
  }
}
