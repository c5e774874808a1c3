package tv.aircheck.origin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may publish where. A pattern is {@code app/name} where either side may be {@code *}; a key
 * opens every channel that a pattern it stands under matches.
 */
public final class PublishKeys {
  /** Everybody may publish everywhere. */
  public static final PublishKeys OPEN = new PublishKeys(true, Map.of());

  private final boolean open;
  private final Map<String, List<byte[]>> keys = new LinkedHashMap<>();

  private PublishKeys(boolean open, Map<String, Set<String>> keysByPattern) {
    this.open = open;
    keysByPattern.forEach(
        (pattern, names) -> {
          List<byte[]> bytes = new ArrayList<>();
          names.forEach(key -> bytes.add(key.getBytes(StandardCharsets.UTF_8)));
          keys.put(pattern, bytes);
        });
  }

  public static PublishKeys of(Map<String, Set<String>> keysByPattern) {
    return new PublishKeys(false, keysByPattern);
  }

  public boolean isOpen() {
    return open;
  }

  /**
   * Every key that could fit is compared, each in constant time, so that the time taken tells
   * nothing.
   */
  boolean admits(String app, String name, String key) {
    if (open) {
      return true;
    }
    if (key == null) {
      return false;
    }
    byte[] given = key.getBytes(StandardCharsets.UTF_8);
    boolean fits = false;
    for (Map.Entry<String, List<byte[]>> entry : keys.entrySet()) {
      if (ChannelPattern.matches(entry.getKey(), app, name)) {
        for (byte[] known : entry.getValue()) {
          fits |= MessageDigest.isEqual(known, given);
        }
      }
    }
    return fits;
  }
}
