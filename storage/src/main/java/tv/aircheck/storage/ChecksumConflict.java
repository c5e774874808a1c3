package tv.aircheck.storage;

/**
 * Under this key the store holds other bytes. A segment is a function of its log, so this never
 * happens to two whole recordings of the same range: one of them has a hole or is damaged. The
 * stored bytes are left as they are.
 */
public final class ChecksumConflict extends StorageException {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final int offered;
  private final int stored;

  public ChecksumConflict(String key, int offered, int stored) {
    super(
        Kind.CORRUPT,
        "%s is stored with CRC-32C %08x, and %08x was offered: nothing was overwritten"
            .formatted(key, stored, offered));
    this.key = key;
    this.offered = offered;
    this.stored = stored;
  }

  public String key() {
    return key;
  }

  public int offered() {
    return offered;
  }

  public int stored() {
    return stored;
  }
}
