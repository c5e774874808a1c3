package tv.aircheck.index.access;

import java.util.Locale;
import java.util.Optional;

/** Who gets to see a channel, or a show of it. */
public enum Visibility {
  /** In lists, and to be watched by everybody. */
  PUBLIC,
  /** In nobody's list but those who hold a token for it; who has the address may watch. */
  UNLISTED,
  /** For those who hold a token for it, or a signed link. */
  PRIVATE;

  /** As people write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether fewer get to see it. */
  public boolean isStricterThan(Visibility other) {
    return compareTo(other) > 0;
  }

  public static Optional<Visibility> of(String word) {
    for (Visibility each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
