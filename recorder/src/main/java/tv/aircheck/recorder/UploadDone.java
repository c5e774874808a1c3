package tv.aircheck.recorder;

import tv.aircheck.index.Transaction;
import tv.aircheck.index.UploadRow;

/**
 * An upload that ended, in whatever way, and is to be noted in the ledger. Forgotten by a crash, it
 * is made again, which changes nothing.
 *
 * @param inStore whether the object is there now
 * @param alarm for the operator, once it is noted; null when there is nothing new to say
 */
record UploadDone(UploadRow row, boolean inStore, Note note, String alarm) {
  /** Changes the ledger. */
  interface Note {
    /** False when the broadcast was removed meanwhile. */
    boolean in(Transaction tx);
  }
}
