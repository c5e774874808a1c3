package tv.aircheck.recorder.retention;

import java.util.Arrays;
import java.util.Optional;
import tv.aircheck.storage.Tier;

/** What a policy can say about a channel. */
public enum Rule {
  /** Kept for so long after its end. */
  KEEP_FOR("keep-for", Unit.TIME),
  /** The newest so many shows are kept. */
  KEEP_LAST("keep-last", Unit.SHOWS),
  /** Not deleted by any rule before so long after its end, whatever else is short. */
  KEEP_AT_LEAST("keep-at-least", Unit.TIME),
  /** The channel holds no more than so much. */
  AT_MOST("at-most", Unit.BYTES),
  /** All channels together hold no more than so much; set for all channels only. */
  TOTAL_AT_MOST("total-at-most", Unit.BYTES),
  /** A clip is kept for so long after it was made; without it, until somebody deletes it. */
  KEEP_CLIPS_FOR("keep-clips-for", Unit.TIME),
  /** Its segments are put into bundles so long after its end. */
  BUNDLE_AFTER("bundle-after", Unit.TIME),
  TO_INFREQUENT("to-infrequent", Unit.TIME, Tier.INFREQUENT),
  TO_ARCHIVE_INSTANT("to-archive-instant", Unit.TIME, Tier.ARCHIVE_INSTANT),
  TO_ARCHIVE("to-archive", Unit.TIME, Tier.ARCHIVE);

  /** What an amount counts: milliseconds, shows, bytes. */
  public enum Unit {
    TIME,
    SHOWS,
    BYTES
  }

  private final String word;
  private final Unit unit;
  private final Tier tier;

  Rule(String word, Unit unit) {
    this(word, unit, null);
  }

  Rule(String word, Unit unit, Tier tier) {
    this.word = word;
    this.unit = unit;
    this.tier = tier;
  }

  /** As it is written. */
  public String word() {
    return word;
  }

  public Unit unit() {
    return unit;
  }

  /** Where it moves a show so long after its end; none for a rule that keeps or limits. */
  public Optional<Tier> tier() {
    return Optional.ofNullable(tier);
  }

  public static Optional<Rule> of(String word) {
    return Arrays.stream(values()).filter(rule -> rule.word.equals(word)).findFirst();
  }
}
