package tv.aircheck.storage;

/** How a put ended well. After both, whoever puts the same again changes nothing. */
public enum PutResult {
  /** This put made the object, and the store compared the bytes that came with their checksum. */
  STORED,
  /**
   * An object was there whose checksum, as the store keeps it, is the offered one. Its bytes were
   * compared by the put that made it, and by nobody now; where the store compares nothing by
   * itself, now.
   */
  ALREADY_THERE
}
