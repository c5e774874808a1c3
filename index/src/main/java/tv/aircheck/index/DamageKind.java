package tv.aircheck.index;

/** What is wrong with an object of the store; the words are a contract with scripts. */
public enum DamageKind {
  /** It is not there. */
  MISSING,
  /** It is shorter or longer than it was. */
  TRUNCATED,
  /** As long as it was, but other bytes. */
  CHANGED,
  /** Whole, but it is another segment: objects were swapped or put in another order. */
  SWAPPED,
  /** The broadcast's manifest is not there. */
  MANIFEST_MISSING,
  /** The broadcast's manifest is not what was written, or contradicts itself. */
  MANIFEST_CHANGED,
  /** The manifest is whole and says something else than the index. */
  MANIFEST_DIFFERS
}
