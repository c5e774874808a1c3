package tv.aircheck.recorder.rebuild;

import tv.aircheck.index.Transaction;

/** Lines of the upload ledger for what is found. */
final class Ledger {
  private Ledger() {}

  /** It is in the store. */
  static void enterStored(Transaction tx, long takeSeq, long startPosition) {
    tx.uploads().add(takeSeq, startPosition, 0);
    tx.uploads().stored(takeSeq, startPosition);
  }

  /** It is in the spool only. */
  static void enterWaiting(Transaction tx, long takeSeq, long startPosition, long nowMs) {
    tx.uploads().add(takeSeq, startPosition, nowMs);
  }
}
