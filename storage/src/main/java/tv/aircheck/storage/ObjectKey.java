package tv.aircheck.storage;

import java.util.regex.Pattern;
import tv.aircheck.storage.StorageException.Kind;

/** What may be a key in a store: nothing that could point elsewhere, in a folder or in a URL. */
public final class ObjectKey {
  private static final String PART = "[A-Za-z0-9_-][A-Za-z0-9._-]*";
  private static final Pattern KEY = Pattern.compile(PART + "(/" + PART + ")*");

  private ObjectKey() {}

  public static boolean isKey(String key) {
    return KEY.matcher(key).matches();
  }

  /** The key itself, of kind {@code INVALID} if it is none. */
  public static String require(String key) throws StorageException {
    if (!isKey(key)) {
      throw new StorageException(Kind.INVALID, "'" + key + "' is no key: " + KEY);
    }
    return key;
  }
}
