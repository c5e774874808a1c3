package tv.aircheck.recorder.verify;

/**
 * What holds between index, spool and store; the numbers are a contract, docs/OPERATING.md explains
 * them.
 */
public enum Invariant {
  DATABASE_SOUND(1, "the database is sound, and no row refers to one that is not there"),
  LOG_COVERED(2, "a take's segments and gaps, laid end to end, are its log: no hole, no overlap"),
  EXTENT_FITS(3, "a take's bytes, end and missing time are what its segments and gaps add up to"),
  LEDGER_COMPLETE(4, "each segment has a line in the upload ledger"),
  STORED_IS_THERE(5, "what the ledger calls stored is in the store, as long as it was recorded"),
  WAITING_IS_THERE(6, "what waits for the store is in the spool"),
  OBJECT_KNOWN(7, "each segment in the store has a row in the index"),
  FILE_KNOWN(8, "each sealed file in the spool has a row in the index"),
  MANIFEST_THERE(9, "an ended broadcast whose manifest is written has it in the store"),
  BROADCAST_ENDS(10, "a broadcast bears the id of its first take, and is live while one is open"),
  CLIP_WHOLE(11, "nothing that a clip covers was removed");

  private final int number;
  private final String words;

  Invariant(int number, String words) {
    this.number = number;
    this.words = words;
  }

  public int number() {
    return number;
  }

  public String words() {
    return words;
  }
}
