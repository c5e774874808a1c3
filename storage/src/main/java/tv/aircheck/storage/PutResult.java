package tv.aircheck.storage;

/** How a put ended well: both mean that the store holds exactly the offered bytes. */
public enum PutResult {
  STORED,
  ALREADY_THERE
}
