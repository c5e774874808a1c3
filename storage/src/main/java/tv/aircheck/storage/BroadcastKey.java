package tv.aircheck.storage;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names what a store keeps of a broadcast as a whole, beside its segments.
 *
 * @param date when the broadcast began, in UTC
 * @param broadcastId its first take's
 */
public record BroadcastKey(String app, String name, LocalDate date, String broadcastId) {
  /** What the keys of all broadcasts begin with. */
  public static final String ALL = "broadcasts/";

  private static final Pattern MANIFEST =
      Pattern.compile(
          "broadcasts/([^/]+)/([^/]+)/(\\d{4})/(\\d\\d)/(\\d\\d)/([^/]+)/manifest-(\\d{4,9})\\.json");
  private static final Pattern BUNDLE =
      Pattern.compile(
          "broadcasts/([^/]+)/([^/]+)/(\\d{4})/(\\d\\d)/(\\d\\d)/([^/]+)/bundle-(\\d{4,9})\\.tar");

  public BroadcastKey {
    if (!SegmentKey.isName(app) || !SegmentKey.isName(name)) {
      throw new IllegalArgumentException("channel '" + app + "/" + name + "' cannot be in a key");
    }
    if (!SegmentKey.isTakeId(broadcastId)) {
      throw new IllegalArgumentException("broadcast id '" + broadcastId + "' cannot be in a key");
    }
    if (date.getYear() < 0 || date.getYear() > 9999) {
      throw new IllegalArgumentException("date " + date + " has no year of four digits");
    }
  }

  /** By the broadcast's start, in milliseconds since 1970. */
  public static BroadcastKey of(String app, String name, String broadcastId, long startedAtMs) {
    LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(startedAtMs), ZoneOffset.UTC);
    return new BroadcastKey(app, name, date, broadcastId);
  }

  /** A manifest and its revision. */
  public record ManifestKey(BroadcastKey broadcast, int revision) {
    /** The manifest a store key names, if it names one. */
    public static Optional<ManifestKey> parse(String storeKey) {
      return numbered(MANIFEST, storeKey, ManifestKey::new);
    }

    public String storeKey() {
      return broadcast.prefix() + "manifest-%04d.json".formatted(revision);
    }
  }

  /** A bundle of segments and its number, from 0. */
  public record BundleKey(BroadcastKey broadcast, int number) {
    /** The bundle a store key names, if it names one. */
    public static Optional<BundleKey> parse(String storeKey) {
      return numbered(BUNDLE, storeKey, BundleKey::new);
    }

    public String storeKey() {
      return broadcast.prefix() + "bundle-%04d.tar".formatted(number);
    }

    /** Of its table, which lies beside it so that it can be read while the bundle is archived. */
    public String tableKey() {
      return broadcast.prefix() + "bundle-%04d.txt".formatted(number);
    }

    /** The bundle whose table a store key names, if it names one. */
    public static Optional<BundleKey> ofTable(String storeKey) {
      return storeKey.endsWith(".txt")
          ? parse(storeKey.substring(0, storeKey.length() - 4) + ".tar")
          : Optional.empty();
    }
  }

  private interface Numbered<K> {
    K of(BroadcastKey broadcast, int number);
  }

  private static <K> Optional<K> numbered(Pattern pattern, String storeKey, Numbered<K> key) {
    Matcher m = pattern.matcher(storeKey);
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      LocalDate date = LocalDate.parse(m.group(3) + "-" + m.group(4) + "-" + m.group(5));
      BroadcastKey broadcast = new BroadcastKey(m.group(1), m.group(2), date, m.group(6));
      return Optional.of(key.of(broadcast, Integer.parseInt(m.group(7))));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** {@code broadcasts/APP/NAME/YYYY/MM/DD/ID/}: all that is kept of it as a whole. */
  public String prefix() {
    return "%s%s/%s/%04d/%02d/%02d/%s/"
        .formatted(
            ALL,
            app,
            name,
            date.getYear(),
            date.getMonthValue(),
            date.getDayOfMonth(),
            broadcastId);
  }

  public ManifestKey manifest(int revision) {
    return new ManifestKey(this, revision);
  }

  public BundleKey bundle(int number) {
    return new BundleKey(this, number);
  }
}
