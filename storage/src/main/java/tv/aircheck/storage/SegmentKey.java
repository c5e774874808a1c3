package tv.aircheck.storage;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a segment, in the spool and in every store. All parts are checked: whatever a publisher or
 * a peer sends, a key cannot point outside its folder.
 *
 * @param takeDate when the take began, in UTC
 * @param startPosition where in the take's log the segment begins
 */
public record SegmentKey(
    String app, String name, LocalDate takeDate, String takeId, long startPosition) {

  /** Sixteen digits, so that names sort as positions do. */
  static final long MAX_POSITION = 9_999_999_999_999_999L;

  static final String SEALED = ".flv";
  static final String GROWING = ".part";

  /** Neither of the two, so that nobody takes it for a segment. */
  static final String STAGED = ".staged";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");
  private static final Pattern TAKE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern STORE_KEY =
      Pattern.compile(
          "segments/([^/]+)/([^/]+)/(\\d{4})/(\\d\\d)/(\\d\\d)/([^/]+)/(\\d{16})\\.flv");

  public SegmentKey {
    requireName("app", app);
    requireName("name", name);
    if (!isTakeId(takeId)) {
      throw new IllegalArgumentException("take id '" + takeId + "' is not " + TAKE);
    }
    if (takeDate.getYear() < 0 || takeDate.getYear() > 9999) {
      throw new IllegalArgumentException("take date " + takeDate + " has no year of four digits");
    }
    if (startPosition < 0 || startPosition > MAX_POSITION) {
      throw new IllegalArgumentException("start position " + startPosition + " has no 16 digits");
    }
  }

  /** By the take's start, in milliseconds since 1970. */
  public static SegmentKey of(
      String app, String name, String takeId, long takeStartedAtMs, long startPosition) {
    LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(takeStartedAtMs), ZoneOffset.UTC);
    return new SegmentKey(app, name, date, takeId, startPosition);
  }

  /** The segment a store key names, if it names one. */
  public static Optional<SegmentKey> parse(String storeKey) {
    Matcher m = STORE_KEY.matcher(storeKey);
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      LocalDate date = LocalDate.parse(m.group(3) + "-" + m.group(4) + "-" + m.group(5));
      long position = Long.parseLong(m.group(7));
      return Optional.of(new SegmentKey(m.group(1), m.group(2), date, m.group(6), position));
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      return Optional.empty();
    }
  }

  /** May this be the app or the name of a channel that is recorded? */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  static boolean isTakeId(String takeId) {
    return TAKE.matcher(takeId).matches();
  }

  private static void requireName(String what, String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException(what + " '" + name + "' is not " + NAME);
    }
  }

  /** {@code segments/APP/NAME/YYYY/MM/DD/TAKE/START_POSITION.flv}. */
  public String storeKey() {
    return takePrefix() + fileName() + SEALED;
  }

  /** What the store keys of all segments of this take begin with. */
  public String takePrefix() {
    return "segments/%s/%s/%04d/%02d/%02d/%s/"
        .formatted(
            app,
            name,
            takeDate.getYear(),
            takeDate.getMonthValue(),
            takeDate.getDayOfMonth(),
            takeId);
  }

  Path folder(Path spoolRoot) {
    return spoolRoot.resolve(app).resolve(name).resolve(takeId);
  }

  Path sealedPath(Path spoolRoot) {
    return folder(spoolRoot).resolve(fileName() + SEALED);
  }

  Path growingPath(Path spoolRoot) {
    return folder(spoolRoot).resolve(fileName() + GROWING);
  }

  Path stagedPath(Path spoolRoot) {
    return folder(spoolRoot).resolve(fileName() + STAGED);
  }

  private String fileName() {
    return "%016d".formatted(startPosition);
  }
}
