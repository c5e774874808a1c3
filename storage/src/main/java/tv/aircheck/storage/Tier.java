package tv.aircheck.storage;

/** What keeping an object costs, and what reading it does. A store need not have them all. */
public enum Tier {
  /** Cheap to read. What is put begins here, or in whatever class the store is told. */
  STANDARD,
  /** Cheaper to keep, and every read has a price. */
  INFREQUENT,
  /** Cheaper still, dearer to read, and read at once all the same. */
  ARCHIVE_INSTANT,
  /** Cannot be read before it was brought back, which takes minutes to hours. */
  ARCHIVE
}
