package tv.aircheck.storage;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a picture that a store keeps of a show. Whatever it shows can be made again from the media;
 * it goes with the show.
 *
 * @param id of the broadcast or the clip
 * @param name of the picture, unlike any other of the show: what it shows, and how
 */
public record PictureKey(String id, String name) {
  /** What the keys of all pictures begin with. */
  public static final String ALL = "pictures/";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  private static final Pattern KEY = Pattern.compile("pictures/([^/]+)/([^/]+)\\.jpg");

  public PictureKey {
    if (!SegmentKey.isTakeId(id) || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "picture '" + name + "' of '" + id + "' cannot be in a key");
    }
  }

  /** The picture a store key names, if it names one. */
  public static Optional<PictureKey> parse(String storeKey) {
    Matcher m = KEY.matcher(storeKey);
    boolean named =
        m.matches() && SegmentKey.isTakeId(m.group(1)) && NAME.matcher(m.group(2)).matches();
    return named ? Optional.of(new PictureKey(m.group(1), m.group(2))) : Optional.empty();
  }

  /** {@code pictures/ID/}: all that are kept of a show. */
  public static String prefix(String id) {
    return ALL + id + "/";
  }

  public String storeKey() {
    return prefix(id) + name + ".jpg";
  }
}
