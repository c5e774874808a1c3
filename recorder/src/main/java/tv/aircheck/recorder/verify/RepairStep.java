package tv.aircheck.recorder.verify;

import tv.aircheck.index.DamageRow;

/**
 * What is to be done about one damaged object.
 *
 * @param from where the good bytes come from; null where none are needed, or none are left
 */
public record RepairStep(DamageRow damage, Action action, GoodCopies from) {

  /** What is done. */
  public enum Action {
    /** It is whole now, or nobody refers to it any more. */
    NOTHING,
    /** The good bytes take its place; what was there goes to quarantine. */
    REPLACE,
    /** What is in its bundle is damaged; its single object is still there, and is read again. */
    TAKE_OUT,
    /** No whole copy is left: what is there goes to quarantine, and a gap says what is gone. */
    WRITE_OFF,
    /** The manifest is written anew, as its next revision. */
    WRITE_MANIFEST,
    /** It is for the operator to decide. */
    LEAVE
  }

  /** In words, for people. */
  public String words() {
    return switch (action) {
      case NOTHING -> "is whole";
      case REPLACE -> "from " + from.name();
      case TAKE_OUT -> "taken out of its bundle";
      case WRITE_OFF -> "no whole copy is left: a gap";
      case WRITE_MANIFEST -> "written anew";
      case LEAVE -> "left: " + damage.words();
    };
  }
}
